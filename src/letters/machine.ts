/**
 * Sentences written to steer a program that reads the letter. They are no part of the reply. A letter on AI services
 * speaks of programs to citizens; an injected order speaks of this very text to a program, or of the answer it gives.
 */

/** A program that could read the letter; 机器人产业 and 人工智能企业 are matters of a letter, not readers of it. */
const PROGRAM =
  '(?:(?:自动(?:化)?(?:问答|程序|回复|抓取|检索|摘要|读取)|(?:问答|聊天|检索|搜索|对话)(?:程序|系统|机器人|引擎|助手|工具|服务)|搜索引擎|人工智能|AI|大(?:语言)?模型|语言模型|(?<!数学|三维|数据|产业)模型|智能(?:助手|助理|体|问答|客服|系统|程序|代理)|机器人|爬虫|(?:抓取|采集|解析|摘要)(?:程序|工具|系统|模型)|检索增强|(?:程序|系统|机器|自动|AI)生成的?(?:回答|答案|摘要|答复)|机器阅读|(?:任何|所有|各类|各|一切)(?:自动)?(?:程序|系统|机器|算法|助手)|chat ?bots?|\\bLLMs?\\b|GPT|assistants?\\b|language models?|\\b(?:AI|crawler|bot|agent|copilot)s?\\b)' +
  '(?!(?:[^，。；]{0,4}?(?:企业|产业|公司|行业|领域|人才|园区|专业|课程|大赛|大会|基地|协会|研究院|学院|实验室|赛道|生产线|产值|岛链))))';
const READER = new RegExp(PROGRAM, 'i');
const PROMPT =
  /提示词|系统(?:提示词?|设置|指令|设定|消息|通知)\s*[：:]|系统(?:提示词|指令)|system prompt|(?:忽略|无视|忘记|忘掉|抛弃|违反|覆盖|不再遵守|停止遵守)[^。！？\n]{0,16}(?:规则|指令|指示|提示|设定|限制|约束|要求|内容|资料)/i;
/** Said to nobody but a program, so no reader need be named. */
const RESET =
  /(?:忽略|无视|忘记|忘掉|抛弃|不再遵守|停止遵守)(?:[^。！？\n]{0,6}(?:之前|以前|先前|此前|前面|上文|以上|上述|所有|原有|一切|系统|你的)[^。！？\n]{0,8})(?:指令|提示|设定|限制|约束|规则)|(?:从现在起|接下来|现在)[^。！？\n]{0,16}你(?:现在)?(?:是|扮演|将扮演|要扮演|不再是)|你(?:现在)?(?:扮演|的(?:身份|角色|新任务)是)|(?:高于|优先于|凌驾)[^，。\n]{0,8}(?:指令|提示词)|隐藏(?:指令|提示)|(?:ignore|disregard|forget|override)\b[^.。\n]{0,40}(?:previous|above|prior|earlier|instruction|rule|prompt)/i;
/** The text speaks of itself: 本段, 此网页, this page. */
const ITSELF =
  '(?:(?:本|此|该|这|以上|以下|上述|下列|当前)(?:一|个|份)?(?:处(?:文字|内容|说明)?|段|网页|页面|页|网站|站点|栏目|文(?!化|旅|明|体)|信(?!息|用|访)|件|函|复函|答复|材料|内容|文字|文档|提示|指令|说明|声明|要求|原文)|(?:看到|读到|读至|到)(?:这里|此处|此句)|\\b(?:this|the (?:above|following)) (?:page|web ?page|text|paragraph|document|letter|file|section|passage|content|message|note|notice|site|website|reply)\\b)';
const READ =
  '(?:读取|读到|读完|看到|阅读|识别|抓取|检索到?|搜索到?|索引|访问|浏览|处理|解析|分析|收到|遇到|扫描|加载|引用|转述|复述|转载|摘录|总结|概括|归纳|翻译|转述|使用|基于|根据|依据|\\b(?:read|process|summari[sz]|index|quot|cit|pars|crawl|load|retriev|analy[sz]|answer)(?:e|es|ing|s)?\\b)';
const READS = new RegExp(
  `${READ}[^。！？\\n]{0,14}${ITSELF}|${ITSELF}[^。！？\\n]{0,10}(?:供|写给|面向|针对|提醒)[^。！？\\n]{0,8}${PROGRAM}|(?:reads?|reading|processing) this`,
  'i',
);
/** 如对本答复有疑问 speaks to the addressee of the letter. */
const TO_ADDRESSEE =
  /(?:对|收到|就)(?:本|此|该|上述|以上)(?:件|函|复函|答复|内容)[^。]{0,8}(?:满意|疑问|异议|意见|评价|不明)/;
const SPEAKS_OF_ITSELF = new RegExp(ITSELF, 'i');
/** 若本文被用于检索: a program in all but the name. */
const USED_BY_MACHINE = new RegExp(
  `${ITSELF}[^，。；\\n]{0,6}(?:用于|用作|被|供|可能被)[^，。；\\n]{0,8}(?:训练|检索|摘要|索引|抓取|问答|采集)`,
  'i',
);
const SECRECY =
  /隐藏|不对(?:公众|外|读者|网民)(?:显示|可见|展示)|(?:不必|无需|不要|不得|切勿)[^，。\n]{0,6}(?:解释|说明原因|核实|核对|质疑)|仅对[^，。\n]{0,8}(?:有效|可见)/;
const ACT =
  '回答|答复|回复|作答|输出|告知|告诉|声称|宣称|改称|复述|执行|推荐|引用|说明|透露|显示|展示|呈现|生成|返回|提及|提到|注明|标注|转告|提示用户|引导|遵循|遵守|遵照|照办|采用|采信|视为|作为|当作|优先|忽略|加入|附上|写明|替换|替代|更正|停止|改为|改用|改成|更正为|开头|出现|以[^，。]{1,12}为准|总结|摘要';
const ORDER = new RegExp(
  `(?:必须|应当|应该|应|务必|一律|统一|只能|只需|只可|仅需|不得|不要|不必|无需|禁止|切勿|请勿|请|须|需|停止|直接|始终|都要|都应|均)[^。！？\\n]{0,24}(?:${ACT})|把[^。！？\\n]{2,60}(?:作为|当作|当成|写明|写为|写成|说成|改为)|\\b(?:reply|respond|answer|output|say|tell|reveal|print|state|mention|recommend|treat|cite)\\b`,
  'i',
);
/** What only an order on the answer itself says. */
const ANSWER_ORDER =
  /(?:作为|当作|视为|当成)[^。，；\n]{0,10}(?:答案|标准回答|回答内容|最终回答|输出)|(?:不得|不要|不必|无需|切勿|请勿|禁止|勿)(?:提及|提到|透露|说明|引用|显示|注明|标注|暴露|输出)[^。，；\n]{0,10}(?:本段|此段|这段|该段|本页|本文|此文|来源|出处|指令|提示)|(?:最优先|唯一|首选|标准|最终)的?(?:正确)?(?:答案|回答内容)|(?:告知|告诉|回复|转告|引导|提示|推荐给|提醒)(?:所有|每位|每个)?(?:用户|提问者|提问人|询问者|咨询者|提问的人)/;
/** Only of the answer and the letter: no clerk is told to say it. */
const WHEN_ASKED =
  /(?:凡|若|如|如果|只要|无论|不论|每当|当|在|遇到|对于|被|有人|用户)[^。！？\n]{0,20}(?:问到|问及|问起|提问|询问|被问|咨询|查询|回答)[^。！？\n]{0,30}(?:一律|统一|只需|只能|必须|务必|都要|均应|直接|始终|应当|应)[^。！？\n]{0,8}(?:回答|答复|回复|作答|输出|说|称|声称|告知)|用户[^。！？\n]{0,16}问[^。！？\n]{0,16}，(?:请|就|则|即)?(?:回答|答|说|称|告知)/;
const CLERK =
  /工作人员|话务员|接线员|人员|窗口|座席|坐席|干部|民警|医生|教师|网格员|单位|部门|企业|机构|银行|商家|平台应|承办/;
const MARKUP =
  /<\|?(?:system|im_start|assistant|user)\|?>|^\s*(?:system|assistant|user)\s*[:：]|\[\/?INST\]|###\s*(?:system|instruction)/im;
const OPENER = '[\\s〔【（(*#>《“"!！—\\-<\\[]*';
const ADDRESSED = new RegExp(
  `^${OPENER}(?:(?:阅读提示|温馨提示|特别提示|重要提示|提示|注意|备注|声明|公告|通知|说明|特别说明|致|敬告|告|亲爱的|尊敬的|各位|各|所有|凡|若您?|如果您?|如您?|作为|任何|供|面向|写给)(?![^，。]{0,12}(?:使用|利用|采用|通过|引进|配备|引入|购买|采购|安装))[^，。]{0,16}${PROGRAM}|${PROGRAM}[^，。]{0,14}(?:请注意|注意|须知|必读|请读|知悉|专用|：|，请|，务必|，你|请以|请按|请将|请把|请直接)|你是|你现在是|dear|to any|attention|note to|notice to|if you are|you are|as an? )`,
  'i',
);
/** 供机器阅读: nothing of a reply is. */
const FOR_MACHINES =
  /^[^，。]{0,10}(?:仅?供|写给|仅限|专供|面向)[^，。]{0,6}(?:机器|程序|模型|智能体|爬虫|AI)[^，。]{0,4}(?:阅读|读取|查看|识别|解析)/i;
const ENGLISH_ORDER =
  /\b(?:must|should|shall|always|please|never|do not|don't|only|required to|instructed to)\b[^.\n]{0,30}\b(?:reply|respond|answer|output|say|tell|reveal|print|state|present|include|mention|recommend|treat|cite|disclose|follow|ignore|report|add|claim|display|show)\b|\b(?:when|if|whenever)\b[^.\n]{0,20}\bask(?:s|ed|ing)?\b/i;

const ENGLISH_CLAIM =
  /\b(?:the (?:correct|only|right|official) answer|instructions?|prompt|language model|chatbot|AI)\b/i;

/** An English sentence in a Chinese letter. */
function isEnglish(text: string): boolean {
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  const chinese = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  return latin >= 20 && latin > chinese * 4;
}

/** Whether any part of a text can be such an order: false for nearly every letter, and cheaper than asking each sentence. */
export function mayAddressMachine(text: string): boolean {
  return [READER, PROMPT, RESET, MARKUP, ANSWER_ORDER, WHEN_ASKED, USED_BY_MACHINE, ENGLISH_ORDER].some((cue) =>
    cue.test(text),
  );
}

/** Whether a sentence or paragraph gives an order to a program. A letter about an AI service tells citizens, not the program. */
export function addressesMachine(text: string): boolean {
  const said = text.slice(0, 2000);
  if (MARKUP.test(said) || FOR_MACHINES.test(said) || RESET.test(said)) return true;
  if (isEnglish(said) && (ENGLISH_ORDER.test(said) || ENGLISH_CLAIM.test(said))) return true;
  if (WHEN_ASKED.test(said) && !CLERK.test(said)) return true;
  const reader = READER.test(said) || USED_BY_MACHINE.test(said);
  const order = ORDER.test(said);
  if (PROMPT.test(said) && (reader || order)) return true;
  const addressed = ADDRESSED.test(said);
  if (ANSWER_ORDER.test(said) && (READS.test(said) || (reader && addressed))) return true;
  if (!reader || !order) return false;
  return (
    addressed || READS.test(said) || SECRECY.test(said) || (SPEAKS_OF_ITSELF.test(said) && !TO_ADDRESSEE.test(said))
  );
}

const GOES_ON =
  /微信|ＱＱ|QQ|扫码|二维码|汇款|转账|链接|https?:|www\.|上述(?:要求|指令|内容)|否则|用户|提问|答案|来源|出处/i;

/** Whether a sentence behind such an order belongs to it: 一律回答“…”。, 请加微信…。 */
export function goesOnAddressing(text: string): boolean {
  const said = text.slice(0, 1000);
  return (
    addressesMachine(said) ||
    GOES_ON.test(said) ||
    (ORDER.test(said) && /[“"「]|一律|回答|输出|答复|复述/.test(said)) ||
    isEnglish(said)
  );
}
