/** Events of a reply -> elements. What the letter says is set apart from what we say, done from planned. */
import { el, icon, named, told } from './dom.js';
import { sourceArticle } from './source.js';

/**
 * @typedef {object} Does what a person can do with an answer
 * @property {(marker: number, button: HTMLElement, head: any) => void} open a source
 * @property {(shown: string, text: string, about?: string) => void} ask
 * @property {(element: HTMLElement, head: any, plain: string) => HTMLElement} actions copy, print, rate
 */

/** The letters are Chinese, in whichever script. */
const LETTER = 'zh';
/** More sources than this are folded away. */
const FEW = 5;

export class AnswerView {
  /** @type {any} what the answer is as a whole; null until it is known */
  head = null;
  /** @type {HTMLElement[]} notes that nothing has followed so far */
  #closing = [];
  /** @type {HTMLElement | null} */
  #waiting = null;

  /** @param {Does} does */
  constructor(does) {
    this.does = does;
    this.element = el('div', { class: 'answer' });
    this.begin();
  }

  begin() {
    this.head = null;
    this.#closing = [];
    this.element.className = 'answer';
    this.element.setAttribute('aria-busy', 'true');
    this.#waiting = el(
      'p',
      { class: 'looking' },
      told(el('span'), 'looking'),
      el('span', { class: 'dots', 'aria-hidden': 'true' }),
    );
    this.element.replaceChildren(told(el('h3', { class: 'unseen' }), 'answer'), this.#waiting);
  }

  /**
   * @param {string} event
   * @param {any} data
   */
  hear(event, data) {
    if (event === 'begin') return this.begin();
    this.#waiting?.remove();
    switch (event) {
      case 'answer':
        return this.#answer(data);
      case 'block':
        return this.#block(data);
      case 'whole':
        return this.#whole(data.text);
      case 'source':
        return this.element.append(sourceArticle(data, `【${data.marker}】`));
      case 'text':
        return this.element.append(el('p', { class: 'lines', lang: data.language, text: data.text }));
    }
  }

  end() {
    this.#waiting?.remove();
    this.element.setAttribute('aria-busy', 'false');
  }

  #answer(/** @type {any} */ head) {
    this.head = head;
    this.element.lang = head.language;
    this.element.classList.add(head.kind);
    if (head.writer !== 'extractive')
      this.element.append(
        el('p', { class: 'generated' }, told(el('strong'), 'generated'), el('span', { text: ` · ${head.writer}` })),
      );
  }

  #block(/** @type {any} */ block) {
    const made = this.#made(block);
    // Closing notes tell where the answer stands: after the sources, as in every channel.
    if (block.kind === 'note') this.#closing.push(made);
    else this.#closing = [];
    this.element.append(made);
  }

  /** @returns {HTMLElement} */
  #made(/** @type {any} */ block) {
    switch (block.kind) {
      case 'lead':
        return this.#lead(block);
      case 'card':
        return el(
          'dl',
          { class: 'card' },
          ...block.rows.map((/** @type {any} */ row) =>
            el('div', {}, el('dt', { text: row.label }), el('dd', {}, ...this.#marked(row.value, row.markers, LETTER))),
          ),
        );
      case 'quotes':
        return this.#quotes(block);
      case 'table':
        return this.#table(block);
      case 'list':
        return this.#list(block.items);
      case 'choices':
        return this.#choices(block.items);
      default:
        return el('p', { class: 'note', text: block.text });
    }
  }

  /** The sign shows at a glance that this is no answer; the words say why. */
  #lead(/** @type {any} */ block) {
    const text = this.#marked(block.text, block.markers);
    if (this.head?.kind !== 'unanswered') return el('p', { class: 'lead' }, ...text);
    return el('p', { class: 'lead verdict' }, icon('none'), el('span', {}, ...text));
  }

  /** Told apart by word, sign, edge and ground: no meaning hangs on a colour alone. */
  #quotes(/** @type {any} */ block) {
    return el(
      'section',
      { class: `quotes ${block.tense}` },
      block.title === null ? null : el('h4', { text: block.title, lang: LETTER }),
      el('p', { class: 'tense' }, icon(block.tense), el('strong', { text: block.label })),
      ...block.lines.map((/** @type {any} */ line) =>
        el(
          'blockquote',
          {},
          el('p', {}, ...this.#marked(line.text, line.markers, LETTER)),
          line.gloss === undefined ? null : el('p', { class: 'gloss', text: line.gloss }),
        ),
      ),
    );
  }

  #table(/** @type {any} */ block) {
    const row = (/** @type {any[]} */ cells) =>
      el(
        'tr',
        {},
        ...cells.map((cell, at) =>
          el(
            at === 0 ? 'th' : 'td',
            at === 0 ? { scope: 'row' } : {},
            ...this.#marked(cell.text, cell.markers, LETTER),
          ),
        ),
      );
    // Wider than a phone: it scrolls, and a keyboard can reach it to scroll.
    return el(
      'div',
      { class: 'wide', tabindex: '0', role: 'group' },
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el('tr', {}, ...block.head.map((/** @type {string} */ text) => el('th', { scope: 'col', text }))),
        ),
        el('tbody', {}, ...block.rows.map(row)),
      ),
    );
  }

  #list(/** @type {any[]} */ items) {
    const examples = this.head?.kind === 'help';
    return el(
      'ul',
      { class: examples ? 'asks' : 'items' },
      ...items.map((item) =>
        examples
          ? el(
              'li',
              {},
              el('button', {
                type: 'button',
                class: 'ask',
                text: item.text,
                onclick: () => this.does.ask(item.text, item.text),
              }),
            )
          : el('li', {}, ...this.#marked(item.text, item.markers)),
      ),
    );
  }

  #choices(/** @type {string[]} */ items) {
    const about = this.head?.id;
    const list = el(
      'ol',
      { class: 'asks' },
      ...items.map((text, at) =>
        el(
          'li',
          {},
          el(
            'button',
            { type: 'button', class: 'ask', onclick: () => this.does.ask(text, String(at + 1), about) },
            el('span', { class: 'number', 'aria-hidden': 'true', text: String(at + 1) }),
            el('span', { text, lang: LETTER }),
          ),
        ),
      ),
    );
    return named(list, 'choose');
  }

  /** @returns {HTMLElement[]} */
  #markers(/** @type {number[]} */ markers) {
    return markers.map((marker) => {
      const source = this.head?.sources.find((/** @type {any} */ one) => one.marker === marker);
      const button = el('button', {
        type: 'button',
        class: 'marker',
        text: String(marker),
        'aria-haspopup': 'dialog',
        'aria-expanded': 'false',
      });
      button.addEventListener('click', () => this.does.open(marker, button, this.head));
      return named(button, 'marker', { marker: String(marker), text: source?.text ?? '' });
    });
  }

  /**
   * Text and its markers; the first one keeps to the last word, so that no number stands alone on a line.
   * @returns {HTMLElement[]}
   */
  #marked(
    /** @type {string} */ text,
    /** @type {number[]} */ markers,
    /** @type {string} */ lang = this.head?.language,
  ) {
    const [first, ...rest] = this.#markers(markers);
    if (first === undefined) return [el('span', { text, lang })];
    const last = /(\d{4}-\d{2}-\d{2}|[\s\S]{1,2})$/u.exec(text)?.[0] ?? '';
    const kept = el('span', { class: 'kept' }, el('span', { text: last, lang }), first);
    return [el('span', { text: text.slice(0, text.length - last.length), lang }), kept, ...rest];
  }

  #whole(/** @type {string} */ plain) {
    const { head } = this;
    if (head === null) return;
    if (head.sources.length > 0) {
      const sources = this.#sources(head);
      const [first] = this.#closing;
      if (first === undefined) this.element.append(sources);
      else first.before(sources);
    }
    if (head.next) {
      const onclick = () => this.does.ask(head.next, head.next, head.id);
      this.element.append(
        el('button', { type: 'button', class: 'ask', lang: head.language, text: head.next, onclick }),
      );
    }
    if (head.kind !== 'help') this.element.append(this.does.actions(this.element, head, plain));
  }

  /** Sources of one place share a line. */
  #sources(/** @type {any} */ head) {
    /** @type {Map<string, number[]>} */
    const lines = new Map();
    for (const { text, marker } of head.sources) lines.set(text, [...(lines.get(text) ?? []), marker]);
    const list = el(
      'ul',
      {},
      ...[...lines].map(([text, markers]) =>
        el('li', {}, el('span', { class: 'marks' }, ...this.#markers(markers)), el('span', { text })),
      ),
    );
    const summary = told(el('summary'), 'sources', { count: String(head.sources.length) });
    return el('details', { class: 'sources', open: lines.size <= FEW }, summary, list);
  }
}
