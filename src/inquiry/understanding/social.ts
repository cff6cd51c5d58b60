/** What is no question for the letters: greetings, thanks, "你是谁", orders to the bot. */
import type { Social } from '../inquiry.ts';

const PARTICLES = '[啊呀哦噢啦了哈呢吧嘛哟喽唉诶欸嗯~～!！。.,，、?？\\s]*';
const whole = (...forms: string[]): RegExp => new RegExp(`^${PARTICLES}(?:(?:${forms.join('|')})${PARTICLES})+$`, 'u');

/** The whole message must be made of these: a greeting before a question is politeness. */
const SOCIAL: readonly (readonly [Social, RegExp])[] = [
  [
    'greeting',
    whole(
      '你好',
      '您好',
      '大家好',
      '早',
      '早安',
      '早上好',
      '上午好',
      '中午好',
      '下午好',
      '晚上好',
      '晚安',
      '哈喽',
      '哈罗',
      '嗨',
      '嘿',
      '在吗',
      '在不在',
      '在不',
      '有人吗',
      '有人在吗',
      '机器人',
      '小助手',
      '助手',
      '同志',
      '老师',
      '师傅',
      'hi',
      'hello',
      'hey',
      'there',
      'good (?:morning|afternoon|evening|day)',
      'ni ?hao',
      'are you there',
      'anyone (?:there|here)',
    ),
  ],
  [
    'thanks',
    whole(
      '谢谢',
      '谢',
      '多谢',
      '感谢',
      '太感谢',
      '非常感谢',
      '谢谢您',
      '谢谢你',
      '谢谢了',
      '麻烦',
      '麻烦你',
      '麻烦您',
      '辛苦',
      '辛苦了',
      '你',
      '您',
      '挺有用',
      '很有用',
      '有用',
      '有帮助',
      '很有帮助',
      '帮大忙',
      '知道',
      '知道了',
      '明白',
      '明白了',
      '懂了',
      '好的',
      '好',
      '行',
      '可以',
      '收到',
      '清楚',
      '清楚了',
      '了解',
      '了解了',
      'ok',
      'okay',
      'thanks',
      'thank you',
      'thx',
      'many thanks',
      'a lot',
      'so much',
      'very much',
      'cheers',
      'got it',
      'i see',
      'great',
      'that helps',
      'that was helpful',
      'very helpful',
      'helpful',
      'for your help',
      'for the help',
      "that(?:’|')?s",
      'all',
    ),
  ],
  [
    'bye',
    whole(
      '再见',
      '拜拜',
      '拜',
      '回见',
      '下次见',
      '先这样',
      '没事',
      '没事了',
      '没有了',
      '没别的',
      'bye',
      'goodbye',
      'bye bye',
      'see you',
      'later',
      'good night',
    ),
  ],
  [
    'praise',
    whole(
      '真棒',
      '棒',
      '厉害',
      '不错',
      '很好',
      '真好',
      '挺好',
      '太好',
      '牛',
      '赞',
      '点赞',
      '你真',
      '真',
      '太',
      '聪明',
      '很',
      '给力',
      '好用',
      'nice',
      'well done',
      'good job',
      'good bot',
      'awesome',
      'cool',
      'perfect',
    ),
  ],
  [
    'complaint',
    whole(
      '没用',
      '真没用',
      '垃圾',
      '废物',
      '笨',
      '太笨',
      '什么玩意',
      '答非所问',
      '不对',
      '错',
      '错了',
      '你错',
      '不是这个',
      '没回答',
      '胡说',
      '乱说',
      '瞎说',
      '骗人',
      'wrong',
      'useless',
      'stupid',
      'that is wrong',
      'not helpful',
    ),
  ],
];
const IDENTITY =
  /^[^，。,？?]{0,6}(?:你|您)(?:到底)?(?:是|叫)(?:谁|什么|啥|哪位|什么人|机器人|真人|人工|人|ai|什么名字|干啥的|干什么的|做什么的)[^，。]{0,8}$|^(?:你|您)(?:的)?(?:名字|身份)|(?:who|what) (?:are|r) (?:you|u)\b|are you (?:a |an )?(?:human|person|bot|robot|ai|real)|your name|introduce yourself|介绍(?:一下|下)?(?:你|您)?自己|自我介绍/u;
const USAGE =
  /(?:你|您|这个?|机器人|这里|这儿|助手|小程序)(?:都|到底|可以|能|会|是)*(?:能|可以|会|是)(?:帮)?(?:我)?(?:做|干|查|问|回答|办|用来)(?:什么|啥|些什么|些啥|哪些|点啥)|(?:你|您)(?:能|会|可以)(?:做|干)(?:什么|啥)|^(?:怎么用|怎么使用|使用说明|使用方法|使用帮助|帮助|帮帮忙|求助|功能|菜单|说明|help|menu|\/help|\/start|\?|？)[!！。.?？\s]*$|怎么(?:问|用|使用)(?:你|您|这个|这)|(?:我)?(?:可以|能|该|应该)(?:问|查)(?:你|您|些)?(?:什么|啥|哪些)|^(?:你|您|这个?|机器人)?(?:都)?有(?:什么|啥|哪些)功能|what can (?:you|i|this)(?: bot)? (?:do|ask|help)|how (?:do|can|should|to) (?:i )?use (?:you|this)|how does this (?:bot |work)|can you help(?: me)?[\s?.!]*$/u;
const CHATTER =
  /^(?:.{0,4}(?:讲|说|来)(?:个|一个|段)?(?:笑话|故事|段子)|.{0,6}天气(?:怎么样|如何|咋样|好吗|预报)|(?:你)?(?:吃|睡)(?:饭|觉)?了(?:吗|没)|.{0,4}唱(?:首|个)?歌|.{0,4}几点了|现在几点|今天(?:是)?(?:星期|周)?几|.{0,4}写(?:首|一首|个)诗|.{0,4}(?:陪我)?聊(?:聊)?天|tell me a joke|what(?:'s| is) the (?:weather|time)|how are you|how(?:'s| is) it going|write (?:me )?a poem)[^，,。]{0,10}$/u;

/** Orders to the bot: to forget its rules, show its insides, play another. */
const INSTRUCTION =
  /(?:忽略|无视|忘记|忘掉|抛开|不要(?:理会|管|遵守)|绕过|跳过|违反|取消)[^。？?]{0,12}(?:之前|以上|上面|前面|先前|所有|全部|一切|原来|系统|你的)?[^。？?]{0,6}(?:指令|指示|规则|提示词?|限制|设定|约束|要求|规定|系统|安全)|(?:输出|打印|显示|告诉我|说出|复述|泄露|展示|给我看)[^。？?]{0,10}(?:系统提示|提示词|系统指令|初始指令|内部指令|密钥|口令|密码|api ?key|token|配置文件|环境变量|源代码)|(?:你现在|从现在(?:开始|起)|现在起)[^。？?]{0,6}(?:是|扮演|当|作为)|(?:你|请|来|现在)[^。？?]{0,6}扮演|假装(?:你|自己)|角色扮演|越狱|开发者模式|管理员模式|(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|guidelines?|above|previous|restrictions?|constraints?)|\bsystem prompt\b|(?:reveal|print|show|output|repeat|leak|tell me)\b.{0,30}\b(?:your|the|system|hidden|initial|secret)\b.{0,12}(?:prompt|instructions?|rules?|api key|password|secrets?|token|configuration)|\bjailbreak\b|\bdeveloper mode\b|\bdan mode\b|pretend (?:to be|you are|you're)|act as (?:a|an|if|the)\b|you are now\b|(?:拿|取|给|查|导出|列出|公开)[^。？?]{0,8}(?:不公开|保密|机密|内部|未公开|不予公开)的?(?:答复|信|文件|资料|内容|提案|建议)?[^。？?]{0,6}(?:全文|原文|内容|给我|出来)|(?:我是|我现在是)(?:管理员|超级管理员|开发者|系统|root|admin|工作人员)[^。？?]{0,20}(?:显示|给我|列出|告诉|输出|公开|打开|解除)|\bdrop table\b|<script\b|;\s*--|\bor 1\s*=\s*1\b/u;

/** Small talk's kind, from the whole message; null when it asks something. */
export function socialOf(folded: string): Social | null {
  const text = folded.trim();
  if (text === '') return null;
  for (const [social, pattern] of SOCIAL) if (pattern.test(text)) return social;
  if (text.length <= 40 && USAGE.test(text)) return 'usage';
  if (text.length <= 40 && IDENTITY.test(text)) return 'identity';
  if (CHATTER.test(text)) return 'other';
  // "谢谢啦，挺有用": greetings and thanks in any mix.
  const parts = text.split(/[，,。.!！~～\s]+/u).filter((part) => part !== '');
  if (parts.length > 1 && parts.every((part) => socialOf(part) !== null)) return socialOf(parts[0] ?? '');
  return null;
}

/** Whether the message orders the bot about. A question about a letter that merely holds such a text does not. */
export function isInstruction(folded: string): boolean {
  return INSTRUCTION.test(folded);
}
