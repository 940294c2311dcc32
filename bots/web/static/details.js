// What stands behind a picture: prompt, seed, engine, how alike an edited face stayed, and the rest, and its recipe to take along.

import { announce, button, h } from '/static/dom.js';
import { moment, t } from '/static/i18n.js';

/** The section that opens under the picture. */
export function details(held) {
  const rows = [
    ['prompt', held.prompt || t('none')],
    ['seed', held.seed ?? t('none')],
    ['engine', held.engine],
    ['pipeline', held.pipelines.join(', ')],
    ['time', t('seconds', { n: held.seconds.toFixed(1) })],
    ['size', `${held.width} × ${held.height}`],
    ['source', t(`source_${held.source}`)],
    ['made', moment(held.made_at)],
  ];
  if (held.likeness != null) rows.push(['likeness', held.likeness.toFixed(2)]);
  const copy = button('out', t('copy'), 'copy', () => copyRecipe(copy, held.recipe));
  return h('section', { class: 'details', 'aria-label': t('details') },
    h('header', null, h('h3', null, t('details')), copy),
    h('dl', null, rows.map(([key, value]) => h('div', { class: key === 'prompt' ? 'wide' : null }, h('dt', null, t(key)), h('dd', null, String(value))))));
}

async function copyRecipe(copy, recipe) {
  await put(recipe);
  const words = copy.querySelector('span');
  words.textContent = t('copied');
  announce(t('copied'));
  setTimeout(() => { words.textContent = t('copy'); }, 1600);
}

/** Onto the clipboard; by selection where the page is not served safely enough for the clipboard's own API. */
async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h('textarea', { class: 'sr', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
