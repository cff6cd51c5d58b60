/** What the desk itself says, in the three languages of replies. Plain text; no channel's format. */
import type { Language } from '../model.ts';

export interface Texts {
  readonly start: (minutes: number) => string;
  readonly help: (examples: readonly string[]) => string;
  readonly fresh: string;
  readonly forgotten: string;
  readonly notText: string;
  readonly empty: string;
  readonly fault: string;
  readonly flood: (waiting: number) => string;
  readonly full: string;
  readonly noAnswerYet: string;
  readonly expired: string;
  readonly noSuchSource: (marker: number, count: number) => string;
  readonly noSuchChoice: (count: number) => string;
  readonly sourceGone: string;
  readonly thanks: string;
  readonly sorry: string;
  readonly unknown: string;
  readonly tooLong: (limit: number) => string;
  readonly usage: (example: string) => string;
  readonly staffOnly: string;
  readonly noMore: string;
  /** Below the help, for staff. */
  readonly staffHelp: string;
}

const zhHans: Texts = {
  start: (minutes) =>
    `您好，我是复文，根据公开的提案、建议答复函回答问题，每句话都附原文出处。\n直接提问即可，例如提案编号或您关心的事。发送“帮助”看用法。\n对话只记${minutes}分钟；发送“忘记我”立即删除。`,
  help: (examples) =>
    `可以这样问：\n${examples.map((example) => `· ${example}`).join('\n')}\n\n原文1　看第1条出处的上下文\n/find 关键词　列出有关的答复\n新对话　换个话题\n有用、没用　评价上一条回答\n忘记我　删除您的记录\n\n回答只引用答复函原文，反映答复当日的情况。`,
  fresh: '好的，我们重新开始。请提问。',
  forgotten: '您的对话、评价和记录已全部删除。',
  notText: '我目前只能看文字。请把问题打成字发给我，例如提案编号或您关心的事。',
  empty: '请写下您的问题，例如提案编号或您关心的事。',
  fault: '抱歉，系统出了点问题，这次没能回答。请稍后再问一次。',
  flood: (waiting) => `您发得有点快。我会按顺序一条条回答，最多排${waiting}条，再多的请稍后重发。`,
  full: '现在提问的人太多，这条没能排上队。请过几分钟再发一次。',
  noAnswerYet: '还没有可以查看的回答，请先提问。',
  expired: '这条回答已经过期，请重新提问。',
  noSuchSource: (marker, count) =>
    count === 0
      ? '上一条回答没有引用原文。'
      : `没有第${marker}条出处。上一条回答有${count}条，请发送原文1${count > 1 ? `至原文${count}` : ''}。`,
  noSuchChoice: (count) => `请回复1至${count}中的一个数字，或换个说法再问。`,
  sourceGone: '这份答复函已更新或撤下，请重新提问。',
  thanks: '谢谢您的评价。',
  sorry: '谢谢，我们会改进。您也可以换个说法再问，或直接联系答复单位。',
  unknown: '我不认识这个命令。发送“帮助”看用法。',
  tooLong: (limit) => `这条太长了。请把问题写在${limit}字以内。`,
  usage: (example) => `请把要查的写在命令后面，例如：${example}`,
  staffOnly: '这个命令只供工作人员在私聊中使用。您可以直接提问，或发送“/find 关键词”查公开的答复。',
  noMore: '没有下一页了。',
  staffHelp:
    '工作人员：\n/list 单位 年份　列出答复，如 /list 区财政局 2023\n/commitments 主题　列出承诺，过期的在前\n下一页　接着看',
};

const zhHant: Texts = {
  start: (minutes) =>
    `您好，我是復文，根據公開的提案、建議答覆函回答問題，每句話都附原文出處。\n直接提問即可，例如提案編號或您關心的事。發送「幫助」看用法。\n對話只記${minutes}分鐘；發送「忘記我」立即刪除。`,
  help: (examples) =>
    `可以這樣問：\n${examples.map((example) => `· ${example}`).join('\n')}\n\n原文1　看第1條出處的上下文\n/find 關鍵詞　列出有關的答覆\n新對話　換個話題\n有用、沒用　評價上一條回答\n忘記我　刪除您的記錄\n\n回答只引用答覆函原文，反映答覆當日的情況。`,
  fresh: '好的，我們重新開始。請提問。',
  forgotten: '您的對話、評價和記錄已全部刪除。',
  notText: '我目前只能看文字。請把問題打成字發給我，例如提案編號或您關心的事。',
  empty: '請寫下您的問題，例如提案編號或您關心的事。',
  fault: '抱歉，系統出了點問題，這次沒能回答。請稍後再問一次。',
  flood: (waiting) => `您發得有點快。我會按順序一條條回答，最多排${waiting}條，再多的請稍後重發。`,
  full: '現在提問的人太多，這條沒能排上隊。請過幾分鐘再發一次。',
  noAnswerYet: '還沒有可以查看的回答，請先提問。',
  expired: '這條回答已經過期，請重新提問。',
  noSuchSource: (marker, count) =>
    count === 0
      ? '上一條回答沒有引用原文。'
      : `沒有第${marker}條出處。上一條回答有${count}條，請發送原文1${count > 1 ? `至原文${count}` : ''}。`,
  noSuchChoice: (count) => `請回覆1至${count}中的一個數字，或換個說法再問。`,
  sourceGone: '這份答覆函已更新或撤下，請重新提問。',
  thanks: '謝謝您的評價。',
  sorry: '謝謝，我們會改進。您也可以換個說法再問，或直接聯繫答覆單位。',
  unknown: '我不認識這個命令。發送「幫助」看用法。',
  tooLong: (limit) => `這條太長了。請把問題寫在${limit}字以內。`,
  usage: (example) => `請把要查的寫在命令後面，例如：${example}`,
  staffOnly: '這個命令只供工作人員在私聊中使用。您可以直接提問，或發送「/find 關鍵詞」查公開的答覆。',
  noMore: '沒有下一頁了。',
  staffHelp:
    '工作人員：\n/list 單位 年份　列出答覆，如 /list 区财政局 2023\n/commitments 主題　列出承諾，過期的在前\n下一頁　接著看',
};

const en: Texts = {
  start: (minutes) =>
    `Hello, I am Fuwen. I answer from published reply letters to proposals, with the passage behind every sentence.\nJust ask, for instance by a proposal's number. Send /help to see how.\nA conversation is kept for ${minutes} minutes; /delete removes it at once.`,
  help: (examples) =>
    `You can ask:\n${examples.map((example) => `· ${example}`).join('\n')}\n\n/source 1  the passage behind marker 1, in its surroundings\n/find words  letters about them\n/new  start afresh\n/useful, /useless  rate the last answer\n/delete  delete what is stored of you\n\nAnswers quote the letters and tell the state of their day.`,
  fresh: 'All right, we start afresh. Please ask.',
  forgotten: 'Your conversations, ratings and records are deleted.',
  notText: 'I can only read text so far. Please type your question, for instance a proposal number.',
  empty: 'Please write your question, for instance a proposal number.',
  fault: 'Sorry, something went wrong and this was not answered. Please ask again later.',
  flood: (waiting) =>
    `That was quick. I answer one after the other, at most ${waiting} waiting; please send the rest again later.`,
  full: 'Too many people are asking right now and this could not wait in line. Please send it again in a few minutes.',
  noAnswerYet: 'There is no answer to look at yet. Please ask first.',
  expired: 'That answer has expired. Please ask again.',
  noSuchSource: (marker, count) =>
    count === 0
      ? 'The last answer cites no passage.'
      : `There is no source ${marker}. The last answer has ${count}: send /source 1${count > 1 ? ` to /source ${count}` : ''}.`,
  noSuchChoice: (count) => `Please reply with a number from 1 to ${count}, or ask in other words.`,
  sourceGone: 'That letter was updated or withdrawn. Please ask again.',
  thanks: 'Thank you.',
  sorry: 'Thank you, we will do better. You may ask in other words, or contact the agency that replied.',
  unknown: 'I do not know that command. Send /help to see how.',
  tooLong: (limit) => `That is too long. Please ask in at most ${limit} characters.`,
  usage: (example) => `Please write after the command what to look up, for instance: ${example}`,
  staffOnly: 'That command is for staff, in a private chat. You can just ask, or send /find and a few words.',
  noMore: 'There is no next page.',
  staffHelp:
    'For staff:\n/list agency year  letters, e.g. /list 区财政局 2023\n/commitments theme  promises, overdue first\nnext  go on',
};

export const TEXTS: Readonly<Record<Language, Texts>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

// Frequent characters that only Traditional writing has.
const TRADITIONAL = /[們這個來說時國會對學業發經動過後開關問題麼區辦還讓請幫覆機構]/u;

/** Language of a message that no answer speaks for yet: its script, else what the channel says, else Chinese. */
export function languageOf(text: string | null, hint: Language | undefined): Language {
  if (text !== null && /\p{Script=Han}/u.test(text)) return TRADITIONAL.test(text) ? 'zh-Hant' : 'zh-Hans';
  if (hint !== undefined) return hint;
  return text !== null && /[a-z]{3}/i.test(text) && !text.startsWith('/') ? 'en' : 'zh-Hans';
}
