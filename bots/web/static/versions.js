// The versions of the open conversation: as a tree, as all pictures, and as a strip above the box on a phone.

import { $, $$, ask, button, h, icon, svg } from '/static/dom.js';
import { no, t } from '/static/i18n.js';
import { state, target, thumb } from '/static/state.js';
import { layout } from '/static/tree.js';

const LANE = 104;
const ROW = 130;
const NODE = 80;
const COMING = 'coming';

let tab = 'tree';

/** The right side: two tabs. */
export function wall() {
  const one = (name, label) => h('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-selected': String(tab === name), tabindex: tab === name ? 0 : -1, 'aria-controls': 'hung', on: { click: () => choose(name) } }, label);
  const tabs = h('div', { class: 'tablist', role: 'tablist' }, one('tree', t('versions')), one('all', t('all')));
  tabs.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    choose(tab === 'tree' ? 'all' : 'tree');
    $(`#tab-${tab}`).focus();
  });
  const close = button('icon phone', t('close'), 'x', (event) => ask(event.currentTarget, 'close'), { bare: true });
  $('#wall').replaceChildren(h('div', { class: 'tabs' }, tabs, h('span', { class: 'grow' }), close),
    h('div', { id: 'hung', class: 'scroll', role: 'tabpanel', 'aria-labelledby': `tab-${tab}` }, content()));
  bring($('.node[aria-selected=true]', $('#hung')), $('#hung'));
}

/** Scroll `scroller` so that `node` is in view, and nothing else on the page. */
export function bring(node, scroller) {
  if (!node) return;
  const [one, all] = [node.getBoundingClientRect(), scroller.getBoundingClientRect()];
  const past = (low, high, from, to) => Math.max(0, high - to + 24) - Math.max(0, from - low + 24);
  if (one.top < all.top || one.bottom > all.bottom) scroller.scrollTop += past(one.top, one.bottom, all.top, all.bottom);
  if (one.left < all.left || one.right > all.right) scroller.scrollLeft += past(one.left, one.right, all.left, all.right);
}

function choose(name) {
  tab = name;
  wall();
}

function content() {
  if (!state.versions.size && !state.coming) return bare();
  return tab === 'all' ? gallery() : tree();
}

function bare() {
  return h('div', { class: 'bare' }, h('div', { class: 'hooks', 'aria-hidden': 'true' }, h('i', { class: 'wired' }), h('i', { class: 'wired' }), h('i')),
    h('h3', null, t('empty_wall')), h('p', null, t('empty_wall_more')));
}

function gallery() {
  const shown = new Set();
  const first = (image) => !shown.has(image.digest) && shown.add(image.digest);
  const each = (one) => one.images.filter(first).map((image) => h('button', { type: 'button', on: { click: (event) => ask(event.currentTarget, 'point', { number: one.number }) } },
    h('img', { src: thumb(image.digest), alt: `${no(one.number)} ${one.alt}`, loading: 'lazy' })));
  return h('div', { class: 'gallery' }, [...state.versions.values()].reverse().flatMap(each));
}

/** A few words that tell a version from its neighbours. */
export function label(version) {
  if (version.images.length > 1) return t('variations');
  if (version.changed.length) return version.changed.slice(0, 2).join(', ');
  if (version.parent && version.dropped.length) return t('without', { label: version.dropped[0].label });
  return version.title;
}

function tree() {
  const versions = [...state.versions.values()];
  const hung = state.coming ? [...versions, { number: COMING, parent: state.coming.parent, images: [], changed: [] }] : versions;
  const { places, lanes, rows } = layout(hung);
  const current = target();
  const path = ancestors(current);
  const node = h('div', { class: 'tree', role: 'tree', 'aria-label': t('versions'), vars: { width: `${Math.max(lanes, 3) * LANE - LANE + NODE}px`, height: `${rows * ROW}px` } },
    edges(hung, places, path, lanes), hung.map((one) => hang(one, places.get(one.number), current, path, lanes)));
  if (!$('[tabindex="0"]', node)) $('.node', node)?.setAttribute('tabindex', '0');
  node.addEventListener('keydown', (event) => move(event, node, places));
  return node;
}

function ancestors(number) {
  const path = new Set();
  for (let at = number; at; at = state.versions.get(at)?.parent) path.add(at);
  return path;
}

/** Trees of fewer than three lanes hang in the middle. */
const left = (place, lanes) => (place.lane + Math.max(0, 3 - lanes) / 2) * LANE;

function hang(one, place, current, path, lanes) {
  const coming = one.number === COMING;
  const pointed = one.number === current;
  const words = coming ? state.coming.text : label(one);
  return h('button', {
    type: 'button', class: path.has(one.number) || coming ? 'node' : 'node off', role: 'treeitem', 'aria-level': depth(one) + 1, 'aria-selected': String(pointed),
    tabindex: pointed ? 0 : -1, disabled: coming, data: { number: one.number }, 'aria-label': coming ? `${t('coming')}: ${words}` : `${no(one.number)} ${words}`,
    vars: { left: `${left(place, lanes)}px`, top: `${place.row * ROW}px` }, on: { click: (event) => ask(event.currentTarget, 'point', { number: one.number }) },
  }, h('span', { class: 'thumb' }, coming ? h('span', { class: 'canvas small' }, words) : pictures(one)),
    h('span', { class: 'name' }, coming ? state.coming.name : `${one.number} ${words}`));
}

function depth(one) {
  let steps = 0;
  for (let at = one.parent; at && state.versions.has(at); at = state.versions.get(at).parent) steps += 1;
  return steps;
}

function pictures(one) {
  const shown = one.images.slice(0, 4).map((image) => h('img', { src: thumb(image.digest), alt: '', loading: 'lazy' }));
  return shown.length > 1 ? h('span', { class: 'mini' }, shown) : shown;
}

function edges(hung, places, path, lanes) {
  const drawn = hung.filter((one) => places.has(one.parent));
  drawn.sort((a, b) => path.has(a.number) - path.has(b.number));
  return svg('svg', { 'aria-hidden': 'true' }, ...drawn.map((one) => {
    const [from, to] = [places.get(one.parent), places.get(one.number)];
    const [x1, x2] = [left(from, lanes) + NODE / 2, left(to, lanes) + NODE / 2];
    const [y1, y2] = [from.row * ROW + NODE + 24, to.row * ROW - 2];
    const side = x2 < x1 ? -8 : 8;
    const bend = `M${x1} ${y1}v14H${x2 - side}q${side} 0 ${side} 8V${y2}`;
    return svg('path', { class: path.has(one.number) ? 'on' : '', d: x1 === x2 ? `M${x1} ${y1}V${y2}` : bend });
  }));
}

/** Arrow keys move to the nearest picture in their direction. */
function move(event, root, places) {
  const step = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  const from = places.get(Number(event.target.dataset.number));
  if (!step || !from) return;
  event.preventDefault();
  const score = ([, to]) => {
    const along = (to.lane - from.lane) * step[0] + (to.row - from.row) * step[1];
    const across = Math.abs((to.lane - from.lane) * step[1]) + Math.abs((to.row - from.row) * step[0]);
    return along > 0 ? along + 3 * across : Infinity;
  };
  const best = [...places].filter(([number]) => number !== COMING).sort((a, b) => score(a) - score(b))[0];
  if (!best || score(best) === Infinity) return;
  for (const node of $$('.node', root)) node.tabIndex = node.dataset.number === String(best[0]) ? 0 : -1;
  $(`[data-number="${best[0]}"]`, root).focus();
}

/** Say how far the coming picture is; false where it does not hang yet. */
export function coming() {
  const shown = $$('.canvas.small');
  for (const one of shown) {
    one.textContent = state.coming?.text ?? '';
    const name = one.closest('.node')?.querySelector('.name');
    if (name) name.textContent = state.coming?.name ?? '';
  }
  return state.coming !== null && shown.length > 0;
}

/** The strip above the box: the same order, a fork after a picture with several children. */
export function strip() {
  const versions = [...state.versions.values()];
  if (versions.length < 2 && !state.coming) return null;
  const current = target();
  const forks = (number) => versions.filter((one) => one.parent === number).length > 1;
  const each = (one) => [
    h('button', { type: 'button', 'aria-current': one.number === current ? 'true' : null, 'aria-label': `${no(one.number)} ${label(one)}`, on: { click: (event) => ask(event.currentTarget, 'point', { number: one.number }) } },
      h('img', { src: thumb(one.images[0].digest), alt: '', loading: 'lazy' })),
    forks(one.number) && icon('fork', 'i fork'),
  ];
  const coming = state.coming && h('span', { class: 'canvas small' }, state.coming.text);
  return h('div', { class: 'strip', role: 'group', 'aria-label': t('versions') }, versions.flatMap(each), coming);
}
