// What the page knows: the list of conversations and the one that is open.

import * as api from '/static/api.js';

export const MAX_MEGABYTES = 40;

export const state = {
  conversations: [],
  id: null,
  title: '',
  turns: [],
  more: false,
  versions: new Map(),
  current: null,
  /** The version that the person points at; null is the current one. */
  base: null,
  /** The next message starts a new picture. */
  fresh: false,
  /** Ends the streams of the conversation that was open before. */
  visit: new AbortController(),
  /** The picture under way: {parent, text, name}; null when there is none. */
  coming: null,
};

/** Make `conversation` the open one. */
export function enter(conversation) {
  state.visit.abort();
  state.visit = new AbortController();
  state.id = conversation.id;
  state.title = conversation.title;
  state.turns = conversation.turns;
  state.more = conversation.more;
  state.versions = new Map(conversation.versions.map((one) => [one.number, one]));
  state.current = conversation.current;
  point(null);
  state.coming = null;
}

/** No conversation is open: the next message makes one. */
export const leave = () => enter({ id: null, title: '', turns: [], more: false, versions: [], current: null });

/** Point at a version for the next change; null points at the current one. */
export function point(number) {
  state.base = number;
  state.fresh = false;
}

/** The version that the next message changes; null when it starts a new picture. */
export function target() {
  return state.fresh ? null : (state.base ?? state.current);
}

/** The version that a "change it after all" goes back to. */
export const last = () => state.current ?? [...state.versions.keys()].at(-1) ?? null;

export const thumb = (digest) => api.thumbUrl(state.id, digest);
export const picture = (digest) => api.pictureUrl(state.id, digest);

/** Take in what a turn added. */
export async function refresh(id) {
  const known = Math.max(0, ...state.versions.keys());
  const news = await api.versions(id, known);
  if (id !== state.id) return;
  for (const one of news.versions) state.versions.set(one.number, one);
  state.current = news.current;
  state.title = news.title;
}

let asked = 0;

/** Ask for the list; an answer that a later one has overtaken is not taken in. */
export async function refreshList() {
  const mine = ++asked;
  const found = await api.list();
  if (mine === asked) state.conversations = found;
}

/** Settings of this browser; a browser that keeps nothing gets the defaults. */
export const remembered = {
  get(key) {
    try { return localStorage.getItem(`chatelier.${key}`); } catch { return null; }
  },
  set(key, value) {
    try { localStorage.setItem(`chatelier.${key}`, value); } catch { /* private browsing: the setting lasts as long as the page */ }
  },
};
