/** Whom a letter is addressed to, as printed, without 委员 and 代表. */
import { plain, squeeze } from './fold.ts';

const TITLE = /(?:(?:省|市|区|县|州|旗|全国)?(?:政协|人大))?(?:委员|代表)$/;
const COURTESY = /^(?:尊敬的|致：|致(?!公))\s*/;
const ROLE = /^[^、，]{0,14}?(?:政协委员|人大代表|委员|代表)\s*(?=[\u4e00-\u9fa5·*＊×某 ]{2,4}$)/;
/** 等6名代表, 等十委员, 等代表: the count belongs to the name, so the word stays. */
const COUNTED = /等[\s\d一二三四五六七八九十几]{0,4}(?:名|位|人)?(?:省|市|区|县)?(?:政协|人大)?(?:委员|代表)$/;

/** What closes the name of a body that can be addressed beside a person or another body. */
const BODY = /(?:委员会|委|局|会|总支|支部|小组|社|盟|党|厅|办|办公室|院|工商联|妇联|残联|侨联|科协)$/;
const PERSON = /^[\u4e00-\u9fa5·]{2,4}$/;

function bare(name: string): string {
  return name.replace(TITLE, '').trim();
}

/** Where 和, 及 or 与 joins two names: 台静农和沐春, but not 沐春和 or 沈及之; -1 where it belongs to a name. */
function joint(part: string): number {
  for (let at = part.length - 1; at > 1; at -= 1) {
    if (!/[和及与]/.test(part[at]!)) continue;
    const [left, right] = [bare(part.slice(0, at)), bare(part.slice(at + 1))];
    const people = [left, right].every((name) => PERSON.test(name) && !BODY.test(name));
    const bodies = BODY.test(left) && left.length > 2 && (BODY.test(right) || PERSON.test(right));
    // 李某及陈和平: the name on the right does not begin with the joining word.
    if ((people || bodies) && right.length > 1 && !/^[和及与]/.test(right)) return at;
  }
  return -1;
}

/** Parts of a list, at 、，； and at white space between names that are whole by themselves. */
function parts(list: string): string[] {
  return list.split(/[、，,；;]/).flatMap((printed) => {
    const part = printed.trim();
    const at = part.length > 120 ? -1 : joint(plain(part));
    const pair = at < 0 ? [part] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    return pair.flatMap((piece) => {
      const names = piece.split(/\s+/);
      const whole =
        names.length > 1 &&
        names.every((name) => name.replace(/(?:委员|代表)$/, '').length >= 2 && !/^(?:委员|代表)$/.test(name));
      return whole ? names : [piece];
    });
  });
}

/** `salutation` is the printed line, with or without its ：. Inner white space of a masked name (商 某) is kept. */
export function readAddressees(salutation: string): string[] {
  const list = salutation
    .trim()
    .replace(/\s*[：:]\s*$/, '')
    .replace(COURTESY, '')
    .trim();
  return parts(list).flatMap((printed) => {
    const folded = plain(printed);
    const from = ROLE.exec(folded)?.[0].length ?? 0;
    let name = printed.slice(from).trim();
    if (!COUNTED.test(squeeze(folded))) {
      const title = TITLE.exec(plain(name));
      if (title) name = name.slice(0, title.index).trim();
    }
    name = name.replace(/(?:同志|先生|女士)$/, '');
    // A name spaced out to fill its field (张  伟) is one name; 商 某 keeps its single space.
    return name === '' ? [] : [name.replace(/\s{2,}/g, '')];
  });
}
