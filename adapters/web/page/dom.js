/** Elements of text: everything that a person or a letter wrote goes in as text, so there is nothing to escape. */
import { say } from './texts.js';

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | ((event: any) => void) | null | undefined>} [given] `text`, `class`, `on…` listeners, else attributes
 * @param {...(Node | null)} children
 * @returns {HTMLElement}
 */
export function el(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (name === 'text') element.append(...withDates(String(value)));
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/**
 * A date is not broken across lines at its hyphens.
 * @param {string} text
 */
function withDates(text) {
  return text.split(/(\d{4}-\d{2}-\d{2})/).map((part, at) => {
    if (at % 2 === 0) return document.createTextNode(part);
    const date = document.createElement('span');
    date.className = 'date';
    date.textContent = part;
    return date;
  });
}

/**
 * A word of the page's own, which changes when the language does.
 * @template {HTMLElement} E
 * @param {E} element
 * @param {string} key of texts.js
 * @param {Record<string, string>} [values]
 * @returns {E}
 */
export function told(element, key, values = {}) {
  element.dataset.text = key;
  element.dataset.values = JSON.stringify(values);
  element.textContent = say(key, values);
  return element;
}

/**
 * The same for what a screen reader says.
 * @template {HTMLElement} E
 * @param {E} element
 * @param {string} key
 * @param {Record<string, string>} [values]
 * @returns {E}
 */
export function named(element, key, values = {}) {
  element.dataset.label = key;
  element.dataset.labelValues = JSON.stringify(values);
  element.setAttribute('aria-label', say(key, values));
  return element;
}

/** Says everything again in the language that `texts.js` speaks now. */
export function retell() {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-text]')))
    told(element, element.dataset.text ?? '', JSON.parse(element.dataset.values ?? '{}'));
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-label]')))
    named(element, element.dataset.label ?? '', JSON.parse(element.dataset.labelValues ?? '{}'));
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-hint]')))
    element.setAttribute('placeholder', say(element.dataset.hint ?? ''));
}

const SVG = 'http://www.w3.org/2000/svg';
/** Drawn in the colour of the text. */
const ICONS = {
  done: 'M4 12.5l5 5L20 6.5',
  planned: 'M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z',
  stated: 'M6 4h9l4 4v12H6zM9 12h7M9 16h7',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  print: 'M7 9V3h10v6M7 18H4V9h16v9h-3M7 14h10v7H7z',
  useful: 'M7 11v9H4v-9zM7 11l4-8c1.7 0 2.6 1.2 2.2 3L12.500 9H19a2 2 0 0 1 2 2.400l-1.300 7A2 2 0 0 1 17.700 20H7',
  useless:
    'M17 13V4h3v9zM17 13l-4 8c-1.700 0-2.600-1.200-2.200-3l.700-3H5a2 2 0 0 1-2-2.400l1.300-7A2 2 0 0 1 6.300 4H17',
  download: 'M12 4v11M7 10.500l5 5l5-5M4 20h16',
  fresh: 'M12 5v14M5 12h14',
  light:
    'M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.400 1.400M17.600 17.600L19 19M5 19l1.400-1.400M17.600 6.400L19 5',
  dark: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z',
  large: 'M2.500 19L8.500 5l6 14M4.800 14h7.400M16 19l3-7.500l3 7.500M17 16.500h4',
  send: 'M12 19V5M5.500 11.500L12 5l6.500 6.500',
  none: 'M12 8v5M12 16.500v.1M21 12a9 9 0 1 1-18 0a9 9 0 0 1 18 0z',
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/**
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  return document.getElementById(id);
}
