// The picture of a piece: one picture, two to compare, or four to choose from.

import { $$, h, icon, walk } from '/static/dom.js';
import { t } from '/static/i18n.js';
import { picture, state, thumb } from '/static/state.js';

/** The figure of a reply. `choose(number)` is called when one of several pictures is picked. */
export function print(reply, version, newest, choose) {
  if (reply.pictures.length > 1) return four(reply, newest, choose);
  const [shown] = reply.pictures;
  const before = reply.can_compare && newest ? original(version, shown) : null;
  return before ? compare(shown, before) : figure('print', shown, image(shown, newest));
}

const figure = (kind, shown, ...children) => h('figure', { class: kind, vars: { '--ratio': String(shown.width / shown.height) } }, ...children);

function image(shown, large, alt = shown.alt_text) {
  const source = large ? picture(shown.digest) : thumb(shown.digest);
  return h('img', { src: source, alt, width: shown.width, height: shown.height, decoding: 'async' });
}

/** The photo that a picture was made from, where it can lie under it: the same shape. */
function original(version, shown) {
  if (!version?.source || version.source === shown.digest) return null;
  for (const one of state.versions.values()) {
    const found = one.images.find((image) => image.digest === version.source);
    if (found) return Math.abs(found.width / found.height - shown.width / shown.height) < 0.02 ? found : null;
  }
  return null;
}

function compare(shown, before) {
  const range = h('input', { type: 'range', min: 0, max: 100, value: 50, 'aria-label': t('compare'), on: {
    input: () => node.style.setProperty('--x', `${range.value}%`),
  } });
  const node = figure('print compare', shown,
    image(shown, true),
    h('img', { class: 'before', src: picture(before.digest), alt: '' }),
    h('em', { class: 'left', 'aria-hidden': 'true' }, t('before')), h('em', { class: 'right', 'aria-hidden': 'true' }, t('after')),
    range, h('span', { class: 'handle', 'aria-hidden': 'true' }, h('b', null, icon('lr'))));
  return node;
}

function four(reply, newest, choose) {
  const pick = (chosen) => {
    for (const one of $$('button', node)) {
      one.setAttribute('aria-checked', String(one === chosen));
      one.tabIndex = one === chosen ? 0 : -1;
    }
    choose(Number(chosen.dataset.number));
  };
  const one = (shown, index) => h('button', {
    type: 'button', role: 'radio', 'aria-checked': String(index === 0), tabindex: index ? -1 : 0, data: { number: index + 1 },
    on: { click: (event) => pick(event.currentTarget) },
  }, image(shown, newest, t('take', { title: shown.alt_text, n: index + 1 })), h('kbd', { 'aria-hidden': 'true' }, String(index + 1)));
  const node = h('figure', { class: 'four', role: 'radiogroup', 'aria-label': reply.title || t('variations') }, reply.pictures.map(one));
  walk(node, pick);
  return node;
}
