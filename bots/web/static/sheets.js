// The list as a drawer and the versions as a sheet, where there is no room for them beside the thread.

import { $, h } from '/static/dom.js';
import { focusBox } from '/static/composer.js';

let opener = null;

export const sheetOpen = () => document.body.dataset.sheet !== undefined;

/** Open the drawer "list" or the sheet "wall"; the rest of the page waits. */
export function openSheet(name, from) {
  document.body.dataset.sheet = name;
  opener = from;
  $('#main').inert = true;
  $('#over').append(h('div', { class: 'veil', id: 'veil', on: { click: () => closeSheet() } }));
  $(`#${name} button:not([tabindex="-1"])`).focus();
}

export function closeSheet() {
  if (!sheetOpen()) return;
  delete document.body.dataset.sheet;
  $('#main').inert = false;
  $('#veil')?.remove();
  if (opener?.isConnected) opener.focus();
  else focusBox();
  opener = null;
}
