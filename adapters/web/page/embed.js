// For another site: <script src="https://HOST/embed.js" data-lang="zh-Hans" data-position="right" defer></script>
// Puts a button in a corner and, once pressed, the page in a frame. Styles live in a shadow root: neither side sees the other's.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const home = new URL('.', script.src);
  const lang = script.dataset.lang ?? document.documentElement.lang ?? 'zh-Hans';
  const side = script.dataset.position === 'left' ? 'left' : 'right';
  const words = /^en/i.test(lang)
    ? { open: 'Ask Fuwen', close: 'Close Fuwen', title: 'Fuwen: replies to proposals and suggestions' }
    : /hant|-(tw|hk|mo)\b/i.test(lang)
      ? { open: '問復文', close: '收起', title: '復文：提案、建議答覆查詢' }
      : { open: '问复文', close: '收起', title: '复文：提案、建议答复查询' };

  // Made by script, which a strict policy of the other site allows where it forbids style elements.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; position: fixed; z-index: 2147483000; bottom: max(20px, env(safe-area-inset-bottom)); ${side}: 20px; }
    button { display: block; min-height: 52px; margin-${side === 'right' ? 'left' : 'right'}: auto; padding: 0 24px; border: 2px solid #fff;
      border-radius: 26px; color: #fff; background: #17508c; box-shadow: 0 4px 18px rgb(10 20 40 / 28%); cursor: pointer;
      font: 600 17px/1.2 system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif; }
    button:hover { background: #0f3f72; }
    button:focus-visible { outline: 3px solid #17508c; outline-offset: 3px; }
    iframe { display: block; width: min(430px, calc(100vw - 40px)); height: min(720px, calc(100dvh - 110px)); margin-bottom: 12px;
      border: 1px solid #7b8896; border-radius: 16px; background: #fff; box-shadow: 0 10px 40px rgb(10 20 40 / 25%); }
    [hidden] { display: none; }
    @media (max-width: 640px) {
      :host([open]) { inset: 0; }
      :host([open]) iframe { width: 100vw; height: 100dvh; margin: 0; border: 0; border-radius: 0; }
      :host([open]) button { display: none; }
    }
    @media print { :host { display: none; } }`);

  const host = document.createElement('fuwen-chat');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [style];
  const button = document.createElement('button');
  button.type = 'button';
  button.lang = lang;
  /** @type {HTMLIFrameElement | null} */
  let frame = null;

  /** @param {boolean} open */
  const show = (open) => {
    if (open && frame === null) {
      // Not before it is wanted: a visitor who does not ask loads nothing.
      frame = document.createElement('iframe');
      frame.src = new URL(`./?embed=1&lang=${encodeURIComponent(lang)}`, home).href;
      frame.title = words.title;
      frame.allow = 'clipboard-write';
      frame.referrerPolicy = 'no-referrer';
      root.prepend(frame);
    }
    if (frame !== null) frame.hidden = !open;
    host.toggleAttribute('open', open);
    button.textContent = open ? words.close : words.open;
    button.setAttribute('aria-expanded', String(open));
    if (open) frame?.focus();
  };
  button.addEventListener('click', () => show(!host.hasAttribute('open')));
  window.addEventListener('message', (event) => {
    if (event.origin !== home.origin || event.source !== frame?.contentWindow || event.data !== 'fuwen:close') return;
    show(false);
    button.focus();
  });
  root.append(button);
  show(false);
  const put = () => document.body.append(host);
  if (document.body === null) document.addEventListener('DOMContentLoaded', put);
  else put();
})();
