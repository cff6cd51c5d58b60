/** The conversation: turns on the page, what is sent for them, and what comes back. */
import { actions, announce } from './actions.js';
import { AnswerView } from './answer.js';
import { byId, el, told } from './dom.js';
import { clear, keep, memory, secret, turn as newTurn } from './memory.js';
import { SourcePanel, sourceArticle } from './source.js';
import { NotSent, talk } from './stream.js';
import { language, say } from './texts.js';

/** @typedef {import('./memory.js').Turn} Turn */

const log = byId('log');
const panel = new SourcePanel();
const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** @param {Turn} turn */
const bodyOf = ({ id, text, about, at, sequence }) => ({
  id,
  conversation: memory.conversation,
  text,
  ...(about === undefined ? {} : { about }),
  language: language(),
  at,
  sequence,
});

/** Settles when the server has the message before. */
let before = Promise.resolve();

/**
 * One message after the other: they arrive in the order they were written, however slow the line.
 * @param {object} body
 * @param {(event: string, data: any) => void} hear
 */
async function inOrder(body, hear) {
  const turn = before;
  /** @type {((nothing: void) => void) | undefined} */
  let arrived;
  before = new Promise((resolve) => (arrived = resolve));
  await turn;
  try {
    return await talk(body, (event, data) => {
      if (event === 'begin') arrived?.();
      hear(event, data);
    });
  } finally {
    arrived?.();
  }
}

/** A command that makes no turn: a source, a rating. Resolves with the last thing said. */
async function command(/** @type {string} */ text, /** @type {string | undefined} */ about) {
  /** @type {[string, any]} */
  let heard = ['', null];
  await inOrder(bodyOf(newTurn('', text, about)), (event, data) => (heard = [event, data]));
  keep();
  return heard;
}

async function rate(/** @type {string} */ text, /** @type {string} */ about) {
  try {
    const [, data] = await command(text, about);
    return data?.text ?? '';
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(/** @type {unknown} */ error) {
  if (!(error instanceof NotSent)) {
    // A fault of the page's own: the person can go on, and whoever looks at the console sees it.
    reportError(error);
    return say('refused');
  }
  return error.why === 'too-many' ? say('tooMany', { seconds: String(error.seconds) }) : say(error.why);
}

async function openSource(/** @type {number} */ marker, /** @type {HTMLElement} */ button, /** @type {any} */ head) {
  const source = head.sources.find((/** @type {any} */ one) => one.marker === marker);
  panel.open(button, `【${marker}】${source?.text ?? ''}`, source?.citation);
  try {
    const [event, data] = await command(`/source ${marker}`, head.id);
    if (panel.from !== button) return;
    if (event === 'source') panel.fill(sourceArticle(data, ''));
    else panel.fail(el('p', { class: 'note', text: data?.text ?? '', lang: data?.language }));
  } catch (error) {
    if (panel.from === button) panel.fail(el('p', { class: 'caution', text: reasonOf(error) }));
  }
}

/** @param {Turn} turn */
function show(turn) {
  const view = new AnswerView({
    open: (marker, button, head) => void openSource(marker, button, head),
    ask,
    actions: (element, head, plain) => actions(element, head, plain, turn.shown, rate),
  });
  const heading = el(
    'h2',
    { class: 'question' },
    told(el('span', { class: 'unseen' }), 'yourQuestion'),
    el('span', { class: 'bubble', text: turn.shown }),
  );
  const article = el('article', { class: 'turn' }, heading, view.element);
  log.append(article);
  byId('welcome').hidden = true;
  return { view, article };
}

function toTop(/** @type {HTMLElement} */ article) {
  article.scrollIntoView({ block: 'start', behavior: calm.matches ? 'auto' : 'smooth' });
}

/**
 * @param {Turn} turn
 * @param {ReturnType<typeof show>} shown
 */
async function follow(turn, { view, article }) {
  let scrolled = false;
  const onScroll = () => (scrolled = true);
  window.addEventListener('wheel', onScroll, { once: true, passive: true });
  window.addEventListener('touchmove', onScroll, { once: true, passive: true });
  try {
    for (let asked = 0; ; asked += 1) {
      const end = await inOrder(bodyOf(turn), (event, data) => {
        if (event === 'begin') turn.events = [];
        else turn.events.push([event, data]);
        view.hear(event, data);
      });
      if (end === 'whole' || asked > 0) break;
      turn.id = secret();
    }
    turn.whole = true;
    view.end();
    const count = view.head?.sources.length ?? 0;
    announce(count > 0 ? 'answered' : 'answeredPlain', { count: String(count) });
    if (!scrolled && memory.turns.at(-1) === turn) toTop(article);
  } catch (error) {
    view.begin();
    view.end();
    const again = told(
      el('button', {
        type: 'button',
        class: 'button',
        onclick: () => {
          view.begin();
          void follow(turn, { view, article });
        },
      }),
      'again',
    );
    view.element.append(el('p', { class: 'caution', role: 'alert', text: reasonOf(error) }), el('p', {}, again));
  } finally {
    window.removeEventListener('wheel', onScroll);
    window.removeEventListener('touchmove', onScroll);
    keep();
  }
}

/**
 * @param {string} shown
 * @param {string} text
 * @param {string} [about]
 */
export function ask(shown, text = shown, about) {
  const turn = newTurn(shown, text, about);
  memory.turns.push(turn);
  keep();
  const made = show(turn);
  toTop(made.article);
  void follow(turn, made);
}

/** What this tab held before it was loaded anew; a reply that was on its way is waited for. */
export function restore() {
  for (const turn of memory.turns) {
    const made = show(turn);
    if (turn.whole) {
      for (const [event, data] of turn.events) made.view.hear(event, data);
      made.view.end();
    } else void follow(turn, made);
  }
  log.lastElementChild?.scrollIntoView({ block: 'start' });
}

function empty() {
  if (panel.dialog.open) panel.close();
  log.replaceChildren();
  byId('welcome').hidden = false;
  window.scrollTo(0, 0);
}

export function startAfresh() {
  // Not waited for: the page is new at once, and what is asked next comes after it.
  if (memory.turns.length > 0) command('/new', undefined).catch(() => undefined);
  clear();
  empty();
}

/** @returns {Promise<boolean>} whether all is deleted */
export async function forget() {
  try {
    await command('/delete', undefined);
  } catch {
    return false;
  }
  clear(true);
  empty();
  return true;
}
