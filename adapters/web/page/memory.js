/** What this tab remembers: its secret and its turns. Gone with the tab; without storage, with the page. */

/**
 * @typedef {object} Turn
 * @property {string} id
 * @property {string} shown what the person sees as their question
 * @property {string} text what is sent for it
 * @property {string} [about]
 * @property {number} at
 * @property {number} sequence
 * @property {[event: string, data: any][]} events
 * @property {boolean} whole
 */

const KEY = 'fuwen.talk';
/** Browsers give about 5 MB; older turns make room. */
const MOST = 1_500_000;

/** @param {number} bytes */
export function secret(bytes = 18) {
  // Not randomUUID: it is missing on pages without https.
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function blank() {
  return { conversation: secret(), sequence: 0, turns: /** @type {Turn[]} */ ([]) };
}

function stored() {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return typeof found?.conversation === 'string' && Array.isArray(found.turns)
      ? /** @type {ReturnType<typeof blank>} */ (found)
      : blank();
  } catch {
    return blank();
  }
}

export const memory = stored();

export function keep() {
  try {
    let text = JSON.stringify(memory);
    while (text.length > MOST && memory.turns.length > 1) {
      memory.turns.shift();
      text = JSON.stringify(memory);
    }
    sessionStorage.setItem(KEY, text);
  } catch {
    // Full or off: the page still works until it is closed.
  }
}

/** A new conversation; with `everything` also a new secret, so that nothing connects the two. */
export function clear(everything = false) {
  memory.turns = [];
  if (everything) Object.assign(memory, blank());
  keep();
}

/**
 * @param {string} shown
 * @param {string} text
 * @param {string} [about]
 * @returns {Turn}
 */
export function turn(shown, text, about) {
  memory.sequence += 1;
  const named = about === undefined ? {} : { about };
  return { id: secret(), shown, text, ...named, at: Date.now(), sequence: memory.sequence, events: [], whole: false };
}
