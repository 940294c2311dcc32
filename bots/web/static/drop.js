// Dropping a photo anywhere on the page.

import { $, h } from '/static/dom.js';
import { t } from '/static/i18n.js';
import { MAX_MEGABYTES } from '/static/state.js';

let depth = 0;

const carriesFile = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');

function show() {
  if ($('.drop')) return;
  $('#over').append(h('div', { class: 'drop' }, h('div', { class: 'wired' }, h('b', null, t('drop_title')), h('p', null, t('drop_more', { n: MAX_MEGABYTES })))));
}

function hide() {
  depth = 0;
  $('.drop')?.remove();
}

/** The whole window takes files; `take(file)` gets the first. */
export function acceptDrops(take) {
  addEventListener('dragenter', (event) => {
    if (!carriesFile(event)) return;
    depth += 1;
    show();
  });
  addEventListener('dragleave', (event) => {
    if (carriesFile(event) && --depth <= 0) hide();
  });
  addEventListener('dragover', (event) => {
    if (carriesFile(event)) event.preventDefault();
  });
  addEventListener('drop', (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    hide();
    take(event.dataTransfer.files[0]);
  });
}
