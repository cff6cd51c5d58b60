/** Who may read the letters that are asked about: 主动公开, 依申请公开, 不予公开. */
import type { Disclosure } from '../../model.ts';
import { type Reading, matches } from './reading.ts';

const DISCLOSURES: readonly (readonly [readonly Disclosure[], RegExp])[] = [
  [['withheld'], /不予公开|保密|涉密|withheld|confidential/u],
  [['on_request'], /依申请公开|申请后?公开|(?:on|upon) (?:request|application)/u],
  [
    ['public'],
    /主动公开|全文公开|(?<![不未没非])(?:已公开|公开的)(?!招|选|课|竞|征|透)|(?<!not )(?:made |published )?public(?:ly)?\b/u,
  ],
];
const NOT_PUBLIC =
  /(?:不|未|没|没有|不能|不可以?|不对外|非|尚未|不得)公开(?!招|选|课|竞|征|透|审|报|道)|内部(?:的)?(?:提案|建议|答复|复文|文件|件)|not (?:made |published |open to the )?public|non-?public|restricted|secret\b/u;

/** Which letters by who may read them: 不予公开的, 依申请公开的; both for 不公开的. Null when the question says nothing of it. */
export function disclosureOf(folded: string): readonly Disclosure[] | null {
  const named = DISCLOSURES.filter(([, said]) => said.test(folded)).flatMap(([disclosure]) => disclosure);
  const hidden = named.filter((disclosure) => disclosure !== 'public');
  if (hidden.length > 0) return hidden;
  if (NOT_PUBLIC.test(folded)) return ['withheld', 'on_request'];
  return named.length > 0 ? named : null;
}

/** In the words that letters print; 不公开 for more than one. */
export function disclosureName(disclosure: readonly Disclosure[]): string {
  if (disclosure.length > 1) return '不公开';
  return { public: '主动公开', on_request: '依申请公开', withheld: '不予公开' }[disclosure[0] ?? 'public'];
}

/** As the question writes it, with "public" alone: what is left of the letters' own words is no topic. */
const SAID =
  /(?:属于|是|为)?(?:主动|全文|依申请|申请后?|不予|不对外|不能|不可以?|不得|尚未|没有|[不未没非])?(?:公开)(?!招|选|课|竞|征|透|审|报|道)(?:的|了)?|保密的?|涉密的?|内部的?|(?:are |is )?(?:not |non-?)?(?:made |published |open to the )?public(?:ly)?\b|restricted|withheld|confidential|secret\b|(?:on|upon) (?:request|application)/gu;

/** Takes the words that say it, so that none is left as a topic. */
export function takeDisclosure(reading: Reading): void {
  for (const { span } of matches(SAID, reading.folded)) reading.take(span);
}
