/** A passage in its letter: the panel beside the conversation on a wide screen, over it on a phone. */
import { byId, el, icon, told } from './dom.js';

const LETTER = 'zh';

/** The text around the quote in the letter's own paragraphs, the quote marked. */
function passage(/** @type {any} */ source) {
  const paragraphs = [el('p')];
  const put = (/** @type {string} */ text, /** @type {string} */ tag) => {
    for (const [at, line] of text.split('\n').entries()) {
      if (at > 0) paragraphs.push(el('p'));
      if (line !== '') paragraphs.at(-1)?.append(el(tag, { text: line }));
    }
  };
  put(source.before, 'span');
  put(source.quote, 'mark');
  put(source.after, 'span');
  return el('div', { class: 'passage', lang: LETTER }, ...paragraphs.filter((one) => one.childNodes.length > 0));
}

/**
 * @param {any} source event of the server
 * @param {string} title
 */
export function sourceArticle(source, title) {
  /** @type {[string, string | null, string?][]} */
  const facts = [
    ['number', source.proposalNo],
    ['letter', source.title],
    [source.kind === 'npc' ? 'subjectNpc' : 'subject', source.subject === source.title ? null : source.subject],
    ['heading', source.heading],
    ['page', source.page === null ? null : String(source.page), 'pageValue'],
    ['agency', source.department],
    ['date', source.date],
  ];
  const rows = facts.flatMap(([key, value, phrase]) =>
    value === null
      ? []
      : [
          el(
            'div',
            {},
            told(el('dt'), key),
            phrase === undefined ? el('dd', { text: value, lang: LETTER }) : told(el('dd'), phrase, { page: value }),
          ),
        ],
  );
  return el(
    'article',
    { class: 'source' },
    title === '' ? null : el('h4', { text: title }),
    told(el('p', { class: 'note' }), 'sourceNote'),
    passage(source),
    source.ocr ? told(el('p', { class: 'caution' }), 'scanned') : null,
    el('dl', { class: 'card' }, ...rows),
    source.original === null
      ? null
      : el(
          'p',
          {},
          el(
            'a',
            { class: 'button', href: source.original, download: true },
            icon('download'),
            told(el('span'), 'original'),
          ),
        ),
  );
}

/** As in page.css: narrower than this there is no room beside the conversation. */
const WIDE = matchMedia('(min-width: 68rem)');

export class SourcePanel {
  constructor() {
    this.dialog = /** @type {HTMLDialogElement} */ (byId('source'));
    this.title = byId('source-title');
    this.body = byId('source-body');
    /** @type {HTMLElement | null} */
    this.from = null;
    byId('source-close').addEventListener('click', () => this.close());
    this.dialog.addEventListener('close', () => this.#closed());
    // A modal dialog knows Escape by itself, one beside the conversation does not.
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.dialog.open && !isModal(this.dialog)) this.close();
    });
    WIDE.addEventListener('change', () => this.dialog.open && this.#show());
    // A tap on the backdrop.
    this.dialog.addEventListener('click', (event) => event.target === this.dialog && this.close());
  }

  /**
   * @param {HTMLElement} from where the focus goes back to
   * @param {string} title
   * @param {any} citation what is known before the server answers
   */
  open(from, title, citation) {
    this.from?.setAttribute('aria-expanded', 'false');
    this.from = from;
    from.setAttribute('aria-expanded', 'true');
    this.title.textContent = title;
    this.body.replaceChildren(
      el('blockquote', { class: 'passage', lang: LETTER }, el('p', {}, el('mark', { text: citation?.quote ?? '' }))),
      told(el('p', { class: 'looking' }), 'sourceLoading'),
    );
    this.#show();
    this.title.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} content */
  fill(content) {
    this.body.replaceChildren(content);
    this.body.parentElement?.scrollTo(0, 0);
  }

  /** In place of what did not come: the quote stays. */
  fail(/** @type {HTMLElement} */ reason) {
    this.body.querySelector('.looking')?.replaceWith(reason);
  }

  close() {
    this.dialog.close();
  }

  #show() {
    if (this.dialog.open) {
      this.moving = true;
      this.dialog.close();
    }
    if (WIDE.matches) this.dialog.show();
    else this.dialog.showModal();
    document.documentElement.toggleAttribute('data-source', WIDE.matches);
  }

  #closed() {
    if (this.moving) {
      this.moving = false;
      return;
    }
    document.documentElement.removeAttribute('data-source');
    this.from?.setAttribute('aria-expanded', 'false');
    this.from?.focus();
    this.from = null;
  }
}

/** @param {HTMLDialogElement} dialog */
function isModal(dialog) {
  return dialog.matches(':modal');
}
