// The bar above the thread: the conversation's title, which can be changed, and how the server is.

import { ask, button, h } from '/static/dom.js';
import { t } from '/static/i18n.js';
import { state } from '/static/state.js';

export function titleBar(offline = false) {
  return h('header', { class: 'bar' },
    button('icon only-narrow', t('conversations'), 'menu', (event) => ask(event.currentTarget, 'list'), { bare: true }),
    title(), h('span', { class: 'grow' }),
    h('span', { class: offline ? 'engine off' : 'engine' }, t(offline ? 'offline' : 'is_ready')),
    button('icon phone', t('versions'), 'tree', (event) => ask(event.currentTarget, 'wall'), { bare: true }));
}

function title() {
  if (!state.title) return h('h1', null, t('new_picture'));
  const edit = h('button', { type: 'button', class: 'edit', title: t('rename'), on: { click: () => node.replaceWith(field(node)) } }, state.title);
  const node = h('h1', null, edit);
  return node;
}

/** The title as a field: Enter keeps it, Esc leaves it. */
function field(node) {
  let open = true;
  const done = (keep) => {
    if (!open) return;
    open = false; // taking the field away blurs it, which would end it again
    const words = input.value.trim();
    input.replaceWith(node);
    node.querySelector('button').focus();
    if (keep && words && words !== state.title) ask(node, 'rename', { title: words });
  };
  const input = h('input', { class: 'edit-title', 'aria-label': t('title_of'), maxlength: 120, value: state.title, on: {
    blur: () => done(true),
    keydown: (event) => {
      if (event.key === 'Enter' && !event.isComposing) {
        event.preventDefault(); // or the same key presses the button that gets the focus, which opens the field again
        done(true);
      }
      if (event.key === 'Escape') done(false);
      event.stopPropagation();
    },
  } });
  queueMicrotask(() => input.select());
  return input;
}
