// What was understood, one chip a fact: tap a value to change it, x to drop it, the arrow to put it back.

import { ask, h, icon } from '/static/dom.js';
import { t } from '/static/i18n.js';

const ICONS = new Set(['subject', 'place', 'wears', 'style', 'light', 'color', 'face', 'hair', 'photo']);
const SENTENCES = { subject: 'change_subject', wears: 'change_subject', place: 'change_place', style: 'change_style' };

const symbol = (slot) => icon(ICONS.has(slot) ? slot : 'subject');

/** The chips of a reply, and of what its version dropped. */
export function chips(reply, version) {
  const gone = dropped(reply, version);
  if (!reply.chips.length && !gone.length) return null;
  return h('ul', { class: 'chips', 'aria-label': t('understood') },
    reply.chips.map((chip) => set(chip, reply)), gone.map((chip) => putBack(chip, reply)));
}

/** What the version before had and this one has not, unless something else took its place. */
function dropped(reply, version) {
  const taken = new Set(reply.chips.filter((chip) => chip.changed).map((chip) => chip.slot));
  return (version?.dropped ?? []).filter((chip) => !taken.has(chip.slot));
}

function set(chip, reply) {
  const metered = chip.amount !== null;
  const change = () => (metered ? tune(node, chip, reply) : ask(node, 'fill', { text: sentence(chip), base: reply.version }));
  const drop = () => {
    node.classList.remove('new');
    node.classList.add('gone');
    ask(node, 'say', { control: { kind: 'drop', value: chip.key }, base: reply.version });
  };
  const node = h('li', { class: `chip${chip.changed ? ' new' : ''}${metered ? ' meter' : ''}`, vars: { '--amount': `${Math.abs(chip.amount ?? 0)}%` } },
    h('button', { type: 'button', class: 'v', 'aria-label': t('change', { label: chip.label }), 'aria-expanded': metered ? 'false' : null, on: { click: change } },
      symbol(chip.slot), h('span', null, chip.label)),
    h('button', { type: 'button', class: 'x', 'aria-label': t('remove', { label: chip.label }), title: t('remove', { label: chip.label }), on: { click: drop } }, icon('x')));
  return node;
}

function putBack(chip, reply) {
  const back = () => ask(node, 'say', { control: { kind: 'restore', value: String(reply.parent) } });
  const node = h('li', { class: 'chip gone' },
    h('span', { class: 'v' }, symbol(chip.slot), h('span', null, chip.label)),
    h('button', { type: 'button', class: 'x', 'aria-label': t('put_back', { label: chip.label }), title: t('put_back', { label: chip.label }), on: { click: back } }, icon('undo')));
  return node;
}

const sentence = (chip) => t(SENTENCES[chip.slot] ?? 'change_other', { label: chip.label });

/** A slider below the chips; one render when it is let go. */
function tune(node, chip, reply) {
  const label = node.closest('.label');
  const opener = node.querySelector('.v');
  const open = label.querySelector('.tune');
  opener.setAttribute('aria-expanded', String(!open));
  if (open) return open.remove();
  const name = chip.label.replace(/\s*[+−-]?\d+\s*%$/, '');
  const output = h('output', null, signed(chip.amount));
  const range = h('input', { type: 'range', min: -100, max: 100, step: 5, value: chip.amount, 'aria-label': name, on: {
    input: () => { output.textContent = signed(Number(range.value)); },
    change: () => ask(range, 'say', { control: { kind: 'amount', value: `${chip.key}=${range.value}` }, base: reply.version }),
  } });
  node.parentElement.after(h('div', { class: 'tune' }, h('div', null, h('span', null, name), output), range));
  range.focus();
}

const signed = (percent) => `${percent > 0 ? '+' : ''}${percent} %`;
