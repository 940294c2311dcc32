// Keys that work anywhere: / to the box, Esc closes, 1-4 choose, Ctrl+Z takes back when the box is empty.

import { $, $$ } from '/static/dom.js';
import { focusBox } from '/static/composer.js';
import { closeSettings, settingsOpen } from '/static/settings.js';
import { closeSheet, sheetOpen } from '/static/sheets.js';

const isField = (node) => /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);

export function listenToKeys() {
  addEventListener('keydown', (event) => {
    const typing = isField(event.target);
    if (event.key === 'Escape') escape(event);
    else if (event.key === '/' && !typing) press(event, focusBox);
    else if (/^[1-4]$/.test(event.key) && !typing && !event.ctrlKey && !event.metaKey) choose(event);
    else if (event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !$('#say')?.value) undo(event);
  });
}

function press(event, act) {
  event.preventDefault();
  act();
}

function escape(event) {
  if (settingsOpen()) press(event, closeSettings);
  else if (sheetOpen()) press(event, closeSheet);
}

function choose(event) {
  const four = $$('.piece:not(.old) .four button');
  four[Number(event.key) - 1]?.click();
}

function undo(event) {
  const last = $('.piece:not(.old) [data-act=undo]:not([disabled])');
  if (last) press(event, () => last.click());
}
