import { contract } from './contract.ts';
import { WebLine } from './web-line.ts';

contract({
  name: 'The web page',
  limit: Number.POSITIVE_INFINITY,
  unit: 'chars',
  repeats: true,
  // A browser has no groups, bots or pictures to send; browsers of several people are in web.test.ts.
  single: true,
  open: () => WebLine.open(),
});
