// Before the first paint, so that nobody who chose dark or large text sees a flash of the other. A classic script: modules run later.
(() => {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('fuwen.theme');
    const size = localStorage.getItem('fuwen.size');
    if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
    if (size === 'large') root.dataset.size = size;
  } catch {
    // Storage is off: the system's choice stands.
  }
  if (new URLSearchParams(location.search).has('embed')) root.dataset.embed = '';
})();
