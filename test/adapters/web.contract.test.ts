import { contract } from './contract.ts';
import { WebLine } from './web-line.ts';

contract({
  name: 'The web page',
  limit: Number.POSITIVE_INFINITY,
  unit: 'chars',
  // The page sends one message after the other; one sent twice, and browsers of several people, are in web.test.ts.
  repeats: false,
  // A browser has no groups, other bots or pictures to send.
  single: true,
  open: () => WebLine.open(),
});
