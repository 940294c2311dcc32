// Before there is a picture: the first page with its hang of examples, and the blank conversation.

import * as api from '/static/api.js';
import { ask, button, h } from '/static/dom.js';
import { brand } from '/static/list.js';
import { composer } from '/static/composer.js';
import { t } from '/static/i18n.js';

let hung = null;

/** Read the examples once. */
export async function loadExamples() {
  hung ??= await api.examples();
}

/** The first page, into `main`. */
export function firstPage(main) {
  const pitch = h('section', { class: 'pitch' }, h('h1', null, t('headline'), h('i', { class: 'stop', 'aria-hidden': 'true' })), h('p', { class: 'lead' }, t('under')));
  const columns = hung.columns.map((column) => h('div', null, column.map((one) => example(one))));
  main.replaceChildren(
    h('header', { class: 'bar' }, brand(), h('span', { class: 'grow' }),
      button('', t('other_language'), null, (event) => ask(event.currentTarget, 'set', { name: 'language', value: 'other' })),
      button('icon', t('settings'), 'gear', (event) => ask(event.currentTarget, 'settings'), { bare: true, 'aria-haspopup': 'dialog' })),
    h('div', { class: 'hello' }, pitch, h('section', { class: 'hang', 'aria-label': t('examples') }, columns)));
  composer(pitch, true);
  pitch.append(h('p', { class: 'under' }, t('drop_hint')));
}

/** A conversation without a word yet. */
export function blank() {
  return h('div', { class: 'blank' }, h('h2', null, t('blank')), h('div', null, hung.blank.map((one) => example(one))));
}

function example({ picture, prompt, lang, shape = '' }) {
  return h('button', { type: 'button', class: `example ${shape}`.trim(), on: { click: (event) => ask(event.currentTarget, 'fill', { text: prompt }) } },
    h('span', { class: 'frame wired' }, h('img', { src: `/static/examples/${picture}`, alt: '', width: 600, height: 600, decoding: 'async' })),
    h('span', { class: 'prompt', lang }, prompt));
}
