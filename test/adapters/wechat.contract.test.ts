import { contract } from './contract.ts';
import { WeChatLine } from './wechat-line.ts';

contract({ name: 'WeChat in process', limit: 2048, unit: 'bytes', repeats: true, open: () => WeChatLine.open(null) });
