/** How Chinese sounds, tones aside: the key under which sound-alikes (充电庄, 充电桩) meet, and English spellings of names. */
import { pinyin } from 'pinyin-pro';

const ofCharacter = new Map<string, { readonly sound: string; readonly blurred: string }>();

/** Toneless pinyin of one character, its commonest reading; the character itself when it has none. */
function soundOf(character: string): { readonly sound: string; readonly blurred: string } {
  let known = ofCharacter.get(character);
  if (known === undefined) {
    const sound = pinyin(character, { toneType: 'none', type: 'array', v: true })[0] ?? character;
    known = { sound, blurred: blurred(sound) };
    ofCharacter.set(character, known);
  }
  return known;
}

/** Pairs that many speakers and every input method confuse: zh/z, ch/c, sh/s, -ng/-n, and l/n at the start. */
function blurred(sound: string): string {
  return sound
    .replace(/^([zcs])h/, '$1')
    .replace(/(?<=[aei])ng$/, 'n')
    .replace(/^n(?=[aeiou])/, 'l');
}

/** The sound of each character, easily confused ones made one. Words that sound alike have equal keys. */
export function soundKey(word: string): string {
  let key = '';
  for (const character of word) key += `${soundOf(character).blurred} `;
  return key;
}

/** First letters: 充电桩 is cdz. */
export function initials(word: string): string {
  return [...word].map((character) => soundOf(character).sound[0] ?? '').join('');
}

/** A name as English text spells it: 柏溪 is baixi or boxi, every reading of each character combined, at most sixteen. */
export function spellings(name: string): readonly string[] {
  let combined = [''];
  for (const character of name) {
    const readings = new Set(
      pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true }).map((reading) =>
        reading.replace('v', 'u'),
      ),
    );
    combined = combined.flatMap((start) => [...readings].map((reading) => start + reading)).slice(0, 16);
  }
  // The reading in context comes first, whatever the single characters say.
  return [...new Set([pinyin(name, { toneType: 'none', type: 'array' }).join(''), ...combined])];
}

const readings = new Map<string, ReadonlySet<string>>();

function readingsOf(character: string): ReadonlySet<string> {
  let known = readings.get(character);
  if (known === undefined) {
    const all = pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });
    known = new Set((all.length > 0 ? all : [character]).map(blurred));
    readings.set(character, known);
  }
  return known;
}

/** Whether two names of one length sound alike in some reading of each character: 望朝 and 望潮. */
export function soundsLike(a: string, b: string): boolean {
  return (
    a.length === b.length &&
    [...a].every((character, at) => {
      const other = readingsOf(b[at] ?? '');
      return character === b[at] || [...readingsOf(character)].some((reading) => other.has(reading));
    })
  );
}
