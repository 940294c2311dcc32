// A turn with a picture: the picture, and its label like the one beside a picture in a museum.

import { chips } from '/static/chips.js';
import { details } from '/static/details.js';
import { ask, button, h, icon } from '/static/dom.js';
import { htmlLanguage, no, t } from '/static/i18n.js';
import { print } from '/static/prints.js';
import { picture, state, thumb } from '/static/state.js';

/** The article of a reply that shows a picture. The newest one is large and has words on its buttons. */
export function piece(reply, { newest, before = null }) {
  const version = state.versions.get(reply.version);
  const several = reply.pictures.length > 1;
  const keep = several && newest ? button('main keep', t('keep', { n: 1 }), null, () => choose(node, reply)) : null;
  const figure = print(reply, version, newest, (number) => chosen(node, reply, number));
  const node = h('article', {
    class: newest ? 'piece' : 'piece old', 'aria-label': `${no(reply.version)} ${reply.title}`,
    data: { version: reply.version, chosen: 1 },
  }, figure, h('div', { class: 'label' },
    h('p', { class: 'no' }, no(reply.version) + (reply.parent ? ` · ${t('from', { n: reply.parent })}` : '')),
    reply.title && h('h2', lang(reply), reply.title),
    !reply.problem && reply.text && h('p', { class: 'say', ...lang(reply) }, reply.text),
    credit(reply),
    chips(reply, version),
    keep && h('div', { class: 'acts' }, keep),
    newest && suggestion(reply),
    newest && reading(reply, before),
    actions(reply, newest)));
  return node;
}

const lang = (reply) => ({ lang: htmlLanguage(reply.language) });

const credit = (reply) => reply.pictures[0].credit && h('p', { class: 'credit' }, reply.pictures[0].credit);

function chosen(node, reply, number) {
  node.dataset.chosen = number;
  const words = node.querySelector('.keep span');
  if (words) words.textContent = t('keep', { n: number });
  node.querySelector('[data-act=download]').href = picture(reply.pictures[number - 1].digest);
}

function choose(node, reply) {
  ask(node, 'say', { control: { kind: 'choose', value: node.dataset.chosen }, base: reply.version });
}

function actions(reply, newest) {
  const enabled = (kind) => reply.buttons.find((one) => one.kind === kind)?.enabled ?? false;
  const press = (control, base = null) => (event) => ask(event.currentTarget, 'say', { control, base });
  // On an earlier picture, undo takes back what that picture did: it goes to the one that it was made from.
  const back = newest ? press({ kind: 'undo' }) : press({ kind: 'goto', value: String(reply.parent) });
  const vary = press({ kind: 'vary', value: '4' }, newest ? null : reply.version);
  const act = (name, symbol, listener, more = {}) => {
    const one = button('', t(name), symbol, listener, { data: { act: name }, ...more });
    one.title = t(name);
    one.setAttribute('aria-label', t(name));
    return one;
  };
  const [shown] = reply.pictures;
  return h('div', { class: 'acts', role: 'group', 'aria-label': t('picture_actions') },
    act('undo', 'undo', back, { disabled: newest ? !enabled('undo') : !reply.parent }),
    act('redo', 'redo', press({ kind: 'redo' }), { disabled: !newest || !enabled('redo') }),
    act('vary', 'vary', vary, { disabled: !enabled('vary') }),
    h('a', { class: 'btn', href: picture(shown.digest), download: fileName(reply, shown), 'aria-label': t('download'), title: t('download'), data: { act: 'download' } }, icon('down'), h('span', null, t('download'))),
    reply.details && act('details', 'info', (event) => toggle(event.currentTarget, reply), { 'aria-expanded': 'false' }));
}

function fileName(reply, shown) {
  const title = (reply.title || 'chatelier').replace(/[\\/:*?"<>|\s]+/g, '-').slice(0, 60);
  return `${title}-${reply.version}.${shown.media_type.split('/')[1].replace('jpeg', 'jpg')}`;
}

function toggle(opener, reply) {
  const node = opener.closest('.piece');
  const open = node.querySelector('.details');
  opener.setAttribute('aria-expanded', String(!open));
  if (open) return open.remove();
  const section = details(reply.details);
  node.append(section);
  section.scrollIntoView({ block: 'nearest' });
}

function suggestion(reply) {
  if (!reply.suggestion) return null;
  return h('p', { class: 'hint', ...lang(reply) }, `${reply.suggestion} `,
    h('button', { type: 'button', on: { click: (event) => ask(event.currentTarget, 'say', { text: t('yes_words') }) } }, t('yes')));
}

/** The other reading of the turn, with the picture that it would change. */
function reading(reply, before) {
  const other = reply.buttons.find((one) => one.kind === 'other');
  if (!reply.other || !other) return null;
  const version = state.versions.get(before);
  return h('div', { class: 'reading' }, h('p', null, reply.other),
    h('button', { type: 'button', class: 'btn', on: { click: (event) => ask(event.currentTarget, 'say', { control: { kind: 'other' } }) } },
      version && h('img', { src: thumb(version.images[0].digest), alt: '' }), h('span', null, other.label)));
}
