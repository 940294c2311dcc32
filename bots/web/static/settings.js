// Settings of this browser, and forgetting.

import * as api from '/static/api.js';
import { $, $$, ask, button, h, icon, walk } from '/static/dom.js';
import { getLanguage, t } from '/static/i18n.js';
import { remembered, state } from '/static/state.js';

let opener = null;

export const settingsOpen = () => $('#settings') !== null;

export function closeSettings() {
  $('#settings')?.remove();
  $('#settings-veil')?.remove();
  opener?.focus();
  opener = null;
}

/** Open the settings beside `from`, or close them. */
export function toggleSettings(from) {
  if (settingsOpen()) return closeSettings();
  show();
  opener = from;
  $('#settings [aria-checked=true]').focus();
}

/** Lay the open settings again, in another language. */
export function refreshSettings() {
  if (!settingsOpen()) return;
  const at = $$('#settings button').indexOf(document.activeElement);
  show();
  $$('#settings button')[at]?.focus();
}

function show() {
  $('#settings')?.remove();
  $('#settings-veil')?.remove();
  const theme = remembered.get('theme') ?? 'system';
  const first = document.body.dataset.view === 'start';
  $('#over').append(
    h('div', { class: 'veil phone', id: 'settings-veil', on: { click: closeSettings } }),
    h('div', { id: 'settings', class: first ? 'pop high' : 'pop', role: 'dialog', 'aria-label': t('settings') },
      h('header', null, h('h2', null, t('settings')), button('icon', t('close'), 'x', closeSettings, { bare: true })),
      choice('language', [['en', 'English'], ['zh', '中文']], getLanguage()),
      choice('light', [['light', t('day')], ['dark', t('night')], ['system', t('system')]], theme),
      joinForm(),
      h('div', { class: 'foot' }, state.id && state.turns.length > 0 && [
        h('a', { class: 'btn', href: api.exportUrl(state.id), download: 'chatelier.zip' }, icon('down'), h('span', null, t('export'))),
        carryButton(),
        twice('forget', 'forget_sure', 'forget'),
      ], state.conversations.length > 0 && twice('forget_all', 'forget_all_sure', 'forgetMe'))));
}

function choice(name, options, chosen) {
  const one = ([value, words]) => h('button', { type: 'button', role: 'radio', 'aria-checked': String(value === chosen), tabindex: value === chosen ? 0 : -1, data: { value }, on: { click: (event) => pick(event.currentTarget) } }, words);
  const pick = (button) => {
    for (const other of $$('button', group)) {
      other.setAttribute('aria-checked', String(other === button));
      other.tabIndex = other === button ? 0 : -1;
    }
    ask(button, 'set', { name, value: button.dataset.value });
  };
  const group = h('div', { class: 'segments', role: 'radiogroup', 'aria-label': t(name) }, options.map(one));
  walk(group, pick);
  return h('div', { class: 'field' }, h('p', { class: 'legend', 'aria-hidden': 'true' }, t(name)), group);
}

/** Go on here with a conversation of another place. */
function joinForm() {
  const input = h('input', { type: 'text', id: 'code', maxlength: 20, autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false', placeholder: 'ABCD-2345' });
  const submit = (event) => { event.preventDefault(); if (input.value.trim()) ask(input, 'join', { code: input.value }); };
  return h('form', { class: 'field', on: { submit } }, h('label', { class: 'legend', for: 'code' }, t('join')),
    h('div', { class: 'row' }, input, h('button', { type: 'submit', class: 'btn' }, h('span', null, t('join_go')))),
    h('p', { class: 'wrong', id: 'code-wrong', role: 'alert' }));
}

/** Say beside the code what is wrong with it. */
export function wrongCode(words) {
  $('#code-wrong').textContent = words;
  $('#code').focus();
}

/** Shows a code once it is pressed. */
function carryButton() {
  const node = button('', t('carry'), null, () => ask(node, 'carry'));
  node.id = 'carry';
  return node;
}

/** A button that has to be pressed twice: what it does cannot be taken back. */
function twice(words, sure, what) {
  const node = button('danger', t(words), null, () => {
    if (node.dataset.sure) return ask(node, what);
    node.dataset.sure = '1';
    node.querySelector('span').textContent = t(sure);
  });
  return node;
}
