/** Telegram's HTML mode, as strict as the Bot API: its tags only, properly nested, four named entities. */

const TAGS = new Set(['b', 'strong', 'i', 'em', 'u', 's', 'code', 'pre', 'a', 'blockquote', 'tg-spoiler']);
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The visible text. `fail` makes the error of a markup that Telegram would refuse. */
export function readHtml(html: string, fail: (reason: string) => Error): string {
  const open: string[] = [];
  let text = '';
  for (const [token] of html.matchAll(/<[^>]*>?|&[^;\s]*;?|[^<&]+/g)) {
    if (token.startsWith('<')) {
      const [, closing, tag = ''] = /^<(\/?)([a-z-]+)(?:\s+[a-z]+="[^"<>]*")*>$/.exec(token) ?? [];
      if (!TAGS.has(tag)) throw fail(`Unsupported start tag "${token}"`);
      if (closing === '') open.push(tag);
      else if (open.pop() !== tag) throw fail(`Unmatched end tag "${token}"`);
    } else if (token.startsWith('&')) {
      text += entity(token, fail);
    } else {
      if (token.includes('>')) throw fail('Unescaped ">"');
      text += token;
    }
  }
  if (open.length > 0) throw fail(`Can't find end tag corresponding to start tag "${open.at(-1)}"`);
  return text;
}

function entity(token: string, fail: (reason: string) => Error): string {
  const [, named, decimal] = /^&(?:([a-z]+)|#(\d+));$/.exec(token) ?? [];
  const character = named === undefined ? undefined : ENTITIES[named];
  if (character !== undefined) return character;
  if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
  throw fail(`Unsupported entity "${token}"`);
}
