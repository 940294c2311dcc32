// Runs before the first paint, so that a dark page never flashes light.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let chosen = 'system';
    try { chosen = localStorage.getItem('chatelier.theme') ?? 'system'; } catch { /* nothing is kept: follow the system */ }
    const night = chosen === 'dark' || (chosen === 'system' && dark.matches);
    document.documentElement.dataset.theme = night ? 'dark' : 'light';
  };
  dark.addEventListener('change', apply);
  addEventListener('chatelier:theme', apply);
  apply();
})();
