import { contract } from './contract.ts';
import { BotApi } from './bot-api.ts';
import { TelegramLine } from './telegram-line.ts';

contract({
  name: 'Telegram',
  limit: 4096,
  unit: 'chars',
  repeats: true,
  open: async () => new TelegramLine(await new BotApi().listen()),
});
