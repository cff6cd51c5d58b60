/** Wires the page: the question field, the buttons on top, the examples. */
import { announce } from './actions.js';
import { display } from './display.js';
import { byId, el, icon, told } from './dom.js';
import { ask, forget, restore, startAfresh } from './talk.js';
import { language } from './texts.js';

const form = byId('form');
const field = /** @type {HTMLTextAreaElement} */ (byId('question'));

function fit() {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}

function send() {
  const text = field.value.trim();
  if (text === '') return field.focus();
  field.value = '';
  fit();
  ask(text);
}

form.addEventListener('submit', (/** @type {Event} */ event) => {
  event.preventDefault();
  send();
});
field.addEventListener('input', fit);
field.addEventListener('keydown', (event) => {
  // The Enter that ends an input method's word (229 in Safari) is not one that sends.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  send();
});

async function showExamples() {
  const list = byId('examples');
  try {
    const response = await fetch(`examples?language=${language()}`);
    const { examples } = await response.json();
    list.replaceChildren(
      ...examples.map((/** @type {string} */ text) =>
        el('li', {}, el('button', { type: 'button', class: 'ask', text, onclick: () => ask(text) })),
      ),
    );
    byId('try').hidden = examples.length === 0;
  } catch {
    byId('try').hidden = true;
  }
}

for (const holder of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-icon]')))
  holder.prepend(icon(/** @type {any} */ (holder.dataset.icon)));

display(() => void showExamples());

byId('fresh').addEventListener('click', () => {
  startAfresh();
  field.focus();
});

const asking = /** @type {HTMLDialogElement} */ (byId('forget-dialog'));
byId('forget').addEventListener('click', () => asking.showModal());
asking.addEventListener('close', async () => {
  if (asking.returnValue !== 'yes') return;
  asking.returnValue = '';
  announce((await forget()) ? 'forgotten' : 'notForgotten');
});

// In a frame of another site: its script closes the frame, which is all that it is told.
const framed = window.parent !== window && document.documentElement.dataset.embed !== undefined;
byId('leave').hidden = !framed;
const leave = () => window.parent.postMessage('fuwen:close', '*');
byId('leave').addEventListener('click', leave);
document.addEventListener('keydown', (event) => {
  if (framed && event.key === 'Escape' && !event.defaultPrevented && document.querySelector('dialog[open]') === null)
    leave();
});

window.addEventListener('beforeprint', () => {
  const day = new Intl.DateTimeFormat(language() === 'en' ? 'en' : 'zh-CN', { dateStyle: 'long' }).format(new Date());
  told(byId('printed'), 'printed', { date: day });
  if (document.documentElement.dataset.print === undefined)
    for (const one of document.querySelectorAll('details')) one.open = true;
});

restore();
void showExamples();
if (matchMedia('(hover: hover)').matches) field.focus({ preventScroll: true });
