// The left side: the conversations, the one last used first.

import * as api from '/static/api.js';
import { $, ask, button, h, icon } from '/static/dom.js';
import { has, t, when } from '/static/i18n.js';
import { state } from '/static/state.js';

export const brand = () => h('div', { class: 'brand' }, icon('logo', 'logo'), 'Chatelier');

export function list() {
  const fresh = button('out', t('new_picture'), 'plus', (event) => ask(event.currentTarget, 'blank'));
  const settings = button('', t('settings'), 'gear', (event) => ask(event.currentTarget, 'settings'), { 'aria-haspopup': 'dialog', data: { opens: 'settings' } });
  const close = button('icon only-narrow', t('close_list'), 'x', (event) => ask(event.currentTarget, 'close'), { bare: true });
  const aside = $('#list');
  aside.setAttribute('aria-label', t('conversations'));
  aside.replaceChildren(h('div', { class: 'top' }, brand(), h('span', { class: 'grow' }), close), fresh,
    h('nav', { class: 'conversations', 'aria-label': t('conversations') }, state.conversations.map(line)), settings);
}

function line(one) {
  const platform = has(one.platform) ? t(one.platform) : one.platform[0].toUpperCase() + one.platform.slice(1);
  const picture = one.thumb ? h('img', { src: api.thumbUrl(one.id, one.thumb), alt: '', loading: 'lazy' }) : h('span', { class: 'nothing' });
  return h('button', { type: 'button', class: 'conversation', 'aria-current': one.id === state.id ? 'true' : null, on: { click: (event) => ask(event.currentTarget, 'open', { id: one.id }) } },
    picture, h('span', null, h('b', null, one.title || t('new_picture')), h('small', null, `${platform} · ${when(one.updated)}`)));
}
