// What went wrong: a red card that names the limit, says that nothing is lost, and does the way out.

import { ask, button, h, icon } from '/static/dom.js';
import { has, t } from '/static/i18n.js';
import { MAX_MEGABYTES, state } from '/static/state.js';

/** Problems that are part of a conversation rather than errors. */
const PLAIN = new Set(['cancelled', 'nothing_to_undo', 'nothing_to_redo', 'no_picture', 'empty_message', 'nothing_found']);

export const isPlain = (code) => PLAIN.has(code);

const WAYS = {
  not_an_image: ['photo'], broken_image: ['photo', 'again'], image_too_large: ['photo'], text_too_long: ['shorten'],
  busy: ['again'], unavailable: ['again'], internal: ['again'], offline: ['reload'], no_such_conversation: ['anew'],
  cannot_do: ['words'], cannot_draw: ['words', 'anew'], too_large_to_render: ['words'], no_such_version: ['words'], invalid_request: ['again', 'words'],
};

/** The card for a problem `code`. `text` is the server's sentence; `message` what was sent, where it is known. */
export function fault(code, text, message) {
  const title = has(`e_${code}`) ? t(`e_${code}`) : t('e_internal');
  const ways = (WAYS[code] ?? ['again']).map((name, index) => way(name, message, index === 0)).filter(Boolean);
  return h('div', { class: 'reply fault', role: 'alert' }, icon('warn'),
    h('div', null, h('b', null, title), h('p', null, text || sentence(code)), ways.length > 0 && h('div', { class: 'row' }, ways)));
}

const sentence = (code) => (code === 'image_too_large' ? t('too_many_megabytes', { n: MAX_MEGABYTES }) : t('nothing_lost'));

function way(name, message, first) {
  const kind = first ? 'main' : 'out';
  const text = message?.text ?? '';
  switch (name) {
    case 'photo': return button(kind, t('other_photo'), 'photo', (event) => ask(event.currentTarget, 'photo'));
    case 'again': return message && button(kind, t('again'), null, (event) => ask(event.currentTarget, 'again', message));
    case 'reload': return button(kind, t('reload'), null, (event) => ask(event.currentTarget, 'open', { id: state.id }));
    case 'anew': return button(kind, t('new_picture'), null, (event) => ask(event.currentTarget, 'blank'));
    case 'shorten': return button(kind, t('shorten'), null, (event) => ask(event.currentTarget, 'fill', { text }));
    default: return text && button(kind, t('other_words'), null, (event) => ask(event.currentTarget, 'fill', { text }));
  }
}
