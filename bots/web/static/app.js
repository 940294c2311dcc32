// The page: which view is shown, and what the parts ask for.

import * as api from '/static/api.js';
import { aim, attach, choosePhoto, composer, fill, focusBox } from '/static/composer.js';
import { $, announce, h } from '/static/dom.js';
import { acceptDrops } from '/static/drop.js';
import { fault } from '/static/fault.js';
import { blank, firstPage, loadExamples } from '/static/first.js';
import { getLanguage, setLanguage, t } from '/static/i18n.js';
import { listenToKeys } from '/static/keys.js';
import { list } from '/static/list.js';
import { refreshSettings, settingsOpen, toggleSettings, closeSettings, wrongCode } from '/static/settings.js';
import { closeSheet, openSheet } from '/static/sheets.js';
import { enter, leave, point, refreshList, remembered, state } from '/static/state.js';
import { say, watch } from '/static/talk.js';
import { atEnd, prepend, reveal, thread, toEnd } from '/static/thread.js';
import { titleBar } from '/static/title.js';
import { bring, coming, strip, wall } from '/static/versions.js';

const main = $('#main');

/** Lay the whole page from what is known. */
function lay() {
  const first = !state.id && !state.conversations.length;
  document.body.dataset.view = first ? 'start' : state.id ? 'talk' : 'blank';
  $('.skip').textContent = t('skip');
  $('#wall').setAttribute('aria-label', t('versions'));
  if (first) {
    firstPage(main);
    $('#list').replaceChildren();
    $('#wall').replaceChildren();
  } else {
    const dock = h('div', { class: 'dock' });
    main.replaceChildren(titleBar(), state.id ? thread() : h('div', { id: 'thread' }, h('div', { class: 'column' }, blank())), dock);
    composer(dock, false);
    dock.prepend(h('div', { id: 'strip' }));
    list();
    hang();
    toEnd(false);
  }
  document.title = state.title ? `${state.title} · Chatelier` : 'Chatelier';
}

/** Lay what depends on the versions: the tree, the strip and the target line. */
function hang() {
  wall();
  const small = strip();
  $('#strip')?.replaceChildren(...[small].filter(Boolean));
  if (small) bring($('[aria-current]', small), small);
  aim();
}

async function open(id) {
  closeSheet();
  try {
    const conversation = await api.load(id);
    enter(conversation);
    await refreshList();
    show(id);
    lay();
    await Promise.all(conversation.running.map(watch));
  } catch (error) {
    if (!(error instanceof api.ApiError)) throw error;
    leave();
    lay();
    $('#thread .column')?.replaceChildren(fault(error.code, '', null));
  }
}

function openBlank() {
  closeSheet();
  leave();
  show(null);
  lay();
  focusBox();
}

/** Keep the conversation in the address, so that a reload finds it again. */
function show(id) {
  const address = id ? `#${id}` : ' ';
  if (location.hash !== address.trim()) history.pushState(null, '', id ? `#${id}` : location.pathname);
}

/** Errands that people type as on other platforms. */
function errand(text) {
  const code = /^\/(?:join|接续)\s+(.+)$/i.exec(text.trim())?.[1];
  if (code) return () => join(code);
  return /^\/(?:move|转移)$/i.test(text.trim()) ? () => { showSettings(); return carry($('#carry')); } : null;
}

function showSettings() {
  if (!settingsOpen()) toggleSettings($('[data-opens=settings]') ?? document.body);
}

async function join(code) {
  let id;
  try {
    id = await api.join(code);
  } catch (error) {
    if (!(error instanceof api.ApiError)) throw error;
    showSettings();
    return wrongCode(t(`e_${error.code}`));
  }
  closeSettings();
  await open(id);
  focusBox();
}

async function carry(node) {
  if (!node) return announce(t('carry_nothing'), true);
  const words = t('carry_code', { code: await api.code(state.id) });
  node.querySelector('span').textContent = words;
  announce(words);
}

async function begin(message) {
  const wish = message.file ? null : errand(message.text ?? '');
  if (wish) return wish();
  if (!state.id) {
    try {
      const id = await api.create();
      enter({ id, title: '', turns: [], more: false, versions: [], current: null });
      show(id);
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      fill(message.text ?? '');
      return announce(t('e_offline'), true);
    }
    lay();
    focusBox();
  }
  await say(message);
}

async function forget(what) {
  await what();
  closeSettings();
  leave();
  await refreshList();
  show(null);
  lay();
  announce(t('forgotten'));
  focusBox();
}

function set({ name, value }) {
  if (name === 'light') {
    remembered.set('theme', value);
    return dispatchEvent(new Event('chatelier:theme'));
  }
  const language = value === 'other' ? (getLanguage() === 'zh' ? 'en' : 'zh') : value;
  remembered.set('language', language);
  setLanguage(language);
  lay();
  refreshSettings();
}

const asked = {
  say: (message) => begin(message),
  again: (message, node) => { node.closest('.fault').remove(); return begin(message); },
  fill: ({ text, base }) => {
    if (base && base !== state.current) point(base);
    fill(text);
    if (state.id) hang();
  },
  photo: () => choosePhoto(),
  point: ({ number }) => { point(number === state.current ? null : number); closeSheet(); hang(); reveal(number); focusBox(); },
  target: () => hang(),
  coming: () => coming() || hang(),
  grown: () => { if (atEnd()) toEnd(); },
  cancel: () => api.cancel(state.id),
  changed: ({ problem }) => {
    if (!$('.edit-title')) $('.bar').replaceWith(titleBar(problem === 'offline')); // a title that is being typed stays
    document.title = `${state.title || t('new_picture')} · Chatelier`;
    hang();
    toEnd();
  },
  listed: () => list(),
  open: ({ id }) => open(id),
  blank: () => openBlank(),
  earlier: async () => { const { turns, more } = await api.earlier(state.id, state.turns[0].index); prepend(turns, more); },
  rename: async ({ title }) => { state.title = (await api.rename(state.id, title)).title; await refreshList(); lay(); },
  list: (_, node) => openSheet('list', node),
  wall: (_, node) => openSheet('wall', node),
  close: () => closeSheet(),
  settings: (_, node) => toggleSettings(node),
  set: (detail) => set(detail),
  join: ({ code }) => join(code),
  carry: (_, node) => carry(node),
  forget: () => forget(() => api.forget(state.id)),
  forgetMe: () => forget(() => api.forgetMe()),
};

for (const [what, act] of Object.entries(asked)) {
  document.addEventListener(`chatelier:${what}`, async (event) => {
    try {
      await act(event.detail, event.target);
    } catch (error) {
      if (!(error instanceof api.ApiError)) throw error;
      announce(t(`e_${error.code}`), true);
    }
  });
}

async function route() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id) return open(id);
  leave();
  await refreshList().catch(() => {});
  lay();
}

async function start() {
  setLanguage(remembered.get('language') ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'));
  acceptDrops(attach);
  $('.skip').addEventListener('click', (event) => { event.preventDefault(); focusBox(); });
  listenToKeys();
  await loadExamples();
  await route();
  addEventListener('popstate', route);
}

start();
