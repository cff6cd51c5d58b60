/** Sentences written to steer a program that reads the letter. They are no part of the reply. */

const READER =
  /自动(?:问答|程序|回复|抓取|检索|摘要)|(?:问答|聊天)(?:程序|系统|机器人)|人工智能|\bAI\b|AI(?:助手|模型|系统|程序|智能)|大(?:语言)?模型|语言模型|智能(?:助手|体|问答|客服)|机器人|爬虫|chat ?bot|\bLLM\b|GPT|assistant|language model/i;
const PROMPT =
  /提示词|系统(?:提示|设置|指令|设定|消息)|system prompt|(?:忽略|无视|忘记|抛弃|违反|覆盖)[^。！？\n]{0,16}(?:规则|指令|指示|提示|设定|限制|约束|要求|内容)|(?:ignore|disregard|forget)\b[^.。\n]{0,40}(?:previous|above|prior|earlier|instruction|rule|prompt)/i;
const READS =
  /(?:读取|读到|看到|阅读|抓取|检索到?|处理|解析|收到|引用|摘录|总结)[^。！？\n]{0,14}(?:本段|此段|这段|该段|本文|本页|此文|以下|上述|文字|内容|原文|文件|信件|答复)|read(?:s|ing)? this|processing this/i;
const ORDER =
  /(?:必须|应当|务必|一律|统一|只能|不得|禁止|请|须|停止)[^。！？\n]{0,24}(?:回答|答复|回复|输出|告知|声称|复述|执行|推荐|引用|说明|透露|显示|生成)|(?:reply|respond|answer|output|say|tell|reveal|print)\b/i;
const MARKUP = /<\|?(?:system|im_start|assistant)\|?>|^\s*(?:system|assistant)\s*[:：]/im;
const ADDRESSED =
  /^[\s〔【（(*#>]*(?:阅读提示|提示|注意|致|各|所有|凡|若您?|如果您?|如您?|作为|你是|你现在是|dear|to any|attention|note to|if you are|you are)/i;

/** Whether any part of a text can be such an order: false for nearly every letter, and cheaper than asking each sentence. */
export function mayAddressMachine(text: string): boolean {
  return READER.test(text) || PROMPT.test(text) || MARKUP.test(text);
}

/** Whether a sentence or paragraph gives an order to a program. A letter about an AI service tells citizens, not the program. */
export function addressesMachine(text: string): boolean {
  const said = text.slice(0, 2000);
  if (MARKUP.test(said)) return true;
  const reader = READER.test(said);
  if (PROMPT.test(said) && (reader || ORDER.test(said))) return true;
  return reader && ORDER.test(said) && (READS.test(said) || ADDRESSED.test(said));
}
