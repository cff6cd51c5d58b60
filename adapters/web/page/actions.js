/** Below each answer: copy and print with sources, say whether it helped. */
import { byId, el, icon, named, told } from './dom.js';

/** Says something to whoever sees the page and whoever hears it. */
export function announce(/** @type {string} */ key, /** @type {Record<string, string>} */ values = {}) {
  told(byId('status'), key, values);
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https, or in a frame that was not given the clipboard.
    const field = /** @type {HTMLTextAreaElement} */ (el('textarea', { class: 'unseen', readonly: true }));
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

/** Prints one turn alone, sources unfolded. */
function print(/** @type {HTMLElement} */ answer) {
  const turn = answer.closest('.turn');
  const folded = /** @type {HTMLDetailsElement[]} */ ([...answer.querySelectorAll('details:not([open])')]);
  for (const one of folded) one.open = true;
  document.documentElement.dataset.print = 'one';
  turn?.classList.add('printing');
  window.addEventListener(
    'afterprint',
    () => {
      delete document.documentElement.dataset.print;
      turn?.classList.remove('printing');
      for (const one of folded) one.open = false;
    },
    { once: true },
  );
  window.print();
}

const button = (/** @type {any} */ sign, /** @type {string} */ key, /** @type {() => void} */ onclick) =>
  el('button', { type: 'button', class: 'quiet', onclick }, icon(sign), told(el('span'), key));

/**
 * @param {HTMLElement} answer
 * @param {any} head
 * @param {string} plain
 * @param {string} question
 * @param {(text: string, about: string) => Promise<string>} rate resolves to what the server says
 */
export function actions(answer, head, plain, question, rate) {
  const said = el('span', { class: 'said', role: 'status' });
  const verdict = (/** @type {'useful' | 'useless'} */ which) => {
    const made = button(which, which, async () => {
      for (const one of made.parentElement?.querySelectorAll('[aria-pressed]') ?? [])
        one.setAttribute('aria-pressed', String(one === made));
      delete said.dataset.text;
      said.textContent = await rate(`/${which}`, head.id);
      said.lang = head.language;
    });
    made.setAttribute('aria-pressed', 'false');
    return made;
  };
  return el(
    'div',
    { class: 'actions' },
    button('copy', 'copy', async () => told(said, (await copy(`${question}\n\n${plain}\n`)) ? 'copied' : 'notCopied')),
    button('print', 'print', () => print(answer)),
    named(el('span', { class: 'rate', role: 'group' }, verdict('useful'), verdict('useless')), 'rate'),
    said,
  );
}
