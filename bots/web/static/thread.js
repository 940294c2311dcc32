// The conversation: what the person said, and the pictures and answers, newest last.

import { $, $$, ask, button, h, icon } from '/static/dom.js';
import { fault, isPlain } from '/static/fault.js';
import { htmlLanguage, t } from '/static/i18n.js';
import { piece } from '/static/piece.js';
import { state, thumb } from '/static/state.js';

const still = matchMedia('(prefers-reduced-motion: reduce)');

let column;

/** The thread of the open conversation, laid anew. */
export function thread() {
  column = h('div', { class: 'column' });
  lay();
  return h('div', { id: 'thread', role: 'log', 'aria-live': 'polite', 'aria-relevant': 'additions', tabindex: 0, 'aria-label': t('thread') }, column);
}

function lay() {
  const more = state.more && h('p', { class: 'more' }, button('out', t('earlier'), null, (event) => ask(event.currentTarget, 'earlier')));
  const newest = newestPicture();
  column.replaceChildren(...[more, ...state.turns.flatMap((turn, at) => nodes(turn, at, at === newest))].filter(Boolean));
}

const pictured = (turn) => turn.reply?.pictures.length > 0;
const newestPicture = () => state.turns.findLastIndex(pictured);

function nodes(turn, at, newest) {
  const upload = turn.upload ? thumb(turn.upload) : null;
  return [bubble(turn.user, upload), ...answer(turn, at, newest)].filter(Boolean);
}

/** What the person said or sent; nothing for a pressed button. */
export function bubble(text, photo) {
  if (!text && !photo) return null;
  return h('div', { class: 'ask' },
    photo && h('div', { class: 'photo' }, h('img', { src: photo, alt: t('your_photo') })),
    text && h('div', { class: 'words' }, text));
}

function answer(turn, at, newest) {
  const { reply } = turn;
  if (!reply) return [];
  const before = state.turns[at - 1]?.reply?.version ?? null;
  const code = reply.problem?.code;
  const wrong = code && !isPlain(code) ? fault(code, reply.text, turn.message ?? (turn.user ? { text: turn.user } : null)) : null;
  if (pictured(turn)) return [marked(piece(reply, { newest, before }), turn), wrong];
  return [marked(wrong ?? words(reply, code), turn)];
}

function marked(node, turn) {
  node.dataset.turn = turn.index;
  return node;
}

/** An answer in words. */
function words(reply, code) {
  const way = code === 'no_picture' ? button('out', t('add'), 'photo', (event) => ask(event.currentTarget, 'photo')) : null;
  return said(reply.text, way, htmlLanguage(reply.language));
}

/** A line in the page's own voice. */
export function said(text, way = null, language = null) {
  return h('div', { class: 'reply' }, icon('logo', 'logo'), h('div', { lang: language }, h('p', null, text), way && h('div', { class: 'row' }, way)));
}

/** Hang `node` at the end. */
export function add(node) {
  if (!node) return;
  node.classList.add('rise');
  column?.append(node);
  toEnd();
}

/** Lay the turn that has just been answered: it takes the place of `working`, and earlier pictures step back. */
export function settle(turn, working) {
  const was = newestPicture();
  const focused = column.contains(document.activeElement) ? (document.activeElement.dataset.act ?? '') : null;
  state.turns.push(turn);
  const at = state.turns.length - 1;
  if (pictured(turn) && was >= 0) stepBack(state.turns[was], was);
  const fresh = answer(turn, at, pictured(turn)).filter(Boolean);
  fresh.forEach((node) => node.classList.add('rise'));
  working.node.replaceWith(...fresh);
  working.end();
  keepChips();
  if (focused !== null) ($(`.piece:not(.old) [data-act="${focused}"]:not([disabled])`, column) ?? $('#say')).focus({ preventScroll: true });
  toEnd();
}

/** A chip looks dropped as soon as its x is pressed; its own picture keeps it. */
export function keepChips() {
  for (const value of $$('.chip.gone button.v', column)) value.closest('.chip').classList.remove('gone');
}

function stepBack(turn, at) {
  const before = state.turns[at - 1]?.reply?.version ?? null;
  $(`[data-turn="${turn.index}"].piece`, column)?.replaceWith(marked(piece(turn.reply, { newest: false, before }), turn));
}

/** Show an earlier version where the thread has it. */
export function reveal(number) {
  const found = $$(`[data-version="${number}"]`, column).at(-1);
  found?.scrollIntoView({ block: 'center' });
}

/** Turns from before the first one. */
export function prepend(turns, more) {
  const scroller = $('#thread');
  const height = scroller.scrollHeight;
  state.turns = [...turns, ...state.turns];
  state.more = more;
  lay();
  scroller.scrollTop += scroller.scrollHeight - height;
}

/** Scroll to the newest, its top in view; smoothly, unless the person wants no motion. */
export function toEnd(smooth = true) {
  const scroller = $('#thread');
  if (!scroller) return;
  const last = scroller.firstChild.lastElementChild;
  const above = last ? last.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop - 16 : 0;
  const behavior = smooth && !still.matches ? 'smooth' : 'instant';
  scroller.scrollTo({ top: Math.min(scroller.scrollHeight - scroller.clientHeight, above), behavior });
}

/** Whether the newest is in view: then what grows there is followed. */
export function atEnd() {
  const scroller = $('#thread');
  return scroller !== null && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 600;
}
