/** How the page looks and which language it speaks: the person's choice, else the system's. */
import { byId, retell } from './dom.js';
import { language, nearest, say, speak } from './texts.js';

const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');

/**
 * @param {string} name
 * @param {string | null} value
 */
function remember(name, value) {
  try {
    if (value === null) localStorage.removeItem(`fuwen.${name}`);
    else localStorage.setItem(`fuwen.${name}`, value);
  } catch {
    // Storage is off: the choice holds until the page is closed.
  }
}

/** @param {string} name */
function remembered(name) {
  try {
    return localStorage.getItem(`fuwen.${name}`);
  } catch {
    return null;
  }
}

function isDark() {
  return root.dataset.theme === undefined ? dark.matches : root.dataset.theme === 'dark';
}

function showState() {
  byId('dark').setAttribute('aria-pressed', String(isDark()));
  byId('large').setAttribute('aria-pressed', String(root.dataset.size === 'large'));
}

/** @param {import('./texts.js').Language} next */
function speakTo(next) {
  speak(next);
  root.lang = next;
  document.title = say('pageTitle');
  retell();
}

/** @param {() => void} spoken called when the language changed */
export function display(spoken) {
  const asked = new URLSearchParams(location.search).get('lang');
  const wanted = [asked, remembered('language'), ...navigator.languages].map(nearest).find((one) => one !== null);
  speakTo(wanted ?? 'zh-Hans');
  byId('language').value = language();
  byId('language').addEventListener('change', (/** @type {any} */ event) => {
    remember('language', event.target.value);
    speakTo(event.target.value);
    spoken();
  });

  byId('large').addEventListener('click', () => {
    if (root.dataset.size === 'large') delete root.dataset.size;
    else root.dataset.size = 'large';
    remember('size', root.dataset.size ?? null);
    showState();
  });
  byId('dark').addEventListener('click', () => {
    const next = isDark() ? 'light' : 'dark';
    root.dataset.theme = next;
    // Back to what the system says anyway: follow the system again.
    remember('theme', next === (dark.matches ? 'dark' : 'light') ? null : next);
    showState();
  });
  dark.addEventListener('change', showState);
  showState();
}
