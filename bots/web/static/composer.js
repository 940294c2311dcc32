// The message box: words, a photo, and the line that says which picture will change.

import { $, announce, ask, button, h, icon } from '/static/dom.js';
import { no, t } from '/static/i18n.js';
import { MAX_MEGABYTES, last, state, target, thumb } from '/static/state.js';

const narrow = matchMedia('(max-width: 820px)');

let file = null;
let preview = '';
let form;

/** Build the box into `parent`; `first` is the large one of the first page. What was typed stays. */
export function composer(parent, first) {
  const typed = form ? $('#say', form).value : '';
  const chooser = h('input', { type: 'file', id: 'chooser', accept: 'image/*', hidden: true, on: { change: () => { attach(chooser.files[0]); chooser.value = ''; } } });
  const box = h('textarea', { id: 'say', rows: 1, placeholder: placeholder(first), enterkeyhint: 'send', autocomplete: 'off', on: { input: grow, keydown: enter, paste } });
  const add = button(first ? 'add' : 'icon add', t('add'), 'photo', () => chooser.click(), { bare: !first });
  form = h('form', { class: 'box', on: { submit } },
    h('div', { class: 'target', id: 'target' }), h('p', { class: 'wrong', id: 'wrong', hidden: true }),
    h('div', { class: 'row' }, add, h('label', { class: 'sr', for: 'say' }, t('box')), box,
      h('button', { class: 'send', 'aria-label': t('send'), title: t('send') }, icon('send'))), chooser);
  parent.append(form);
  box.value = typed;
  aim();
  grow();
}

const placeholder = (first) => (first ? t('box_first') : t(narrow.matches ? 'box_short' : 'box'));

/** Say which picture the next message changes. */
export function aim() {
  const line = $('#target');
  if (!line) return;
  const number = target();
  const version = state.versions.get(number);
  line.hidden = !file && !state.versions.size;
  if (file) {
    line.replaceChildren(h('img', { src: preview, alt: '' }), h('span', null, t('from_photo')), button('', t('remove_photo'), null, () => attach(null)));
  } else if (version) {
    line.replaceChildren(h('img', { src: thumb(version.images[0].digest), alt: '' }), h('span', null, `${t('changing')} `, h('b', null, no(number))),
      button('', t('anew'), null, () => fresh(true)));
  } else if (state.versions.size) {
    const back = state.versions.get(last());
    line.replaceChildren(h('span', { class: 'plain' }, t('starting')), back && button('', t('change_instead', { no: no(back.number) }), null, () => fresh(false)));
  }
}

function fresh(wanted) {
  state.fresh = wanted;
  if (!wanted && state.current === null) state.base = last();
  ask(form, 'target');
  focusBox();
}

export function focusBox() {
  $('#say')?.focus();
}

/** Put words into the box, ready to be finished. */
export function fill(text) {
  const box = $('#say');
  box.value = text;
  grow();
  box.focus();
  box.setSelectionRange(text.length, text.length);
}

/** Take a photo along with the next message; null takes it away. */
export function attach(chosen) {
  complain('');
  if (chosen && !chosen.type.startsWith('image/')) return complain(t('not_a_picture'));
  if (chosen && chosen.size > MAX_MEGABYTES * 2 ** 20) return complain(t('too_many_megabytes', { n: MAX_MEGABYTES }));
  if (preview) URL.revokeObjectURL(preview);
  file = chosen ?? null;
  preview = file ? URL.createObjectURL(file) : '';
  aim();
  grow();
  focusBox();
}

/** Open the file chooser. */
export const choosePhoto = () => $('#chooser').click();

function complain(text) {
  $('#wrong').hidden = !text;
  $('#wrong').textContent = text;
  if (text) announce(text, true);
}

function grow() {
  const box = $('#say');
  $('.send', form).disabled = !box.value.trim() && !file;
  if (CSS.supports('field-sizing', 'content')) return;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}

function enter(event) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
}

function paste(event) {
  const image = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith('image/'));
  if (!image) return;
  event.preventDefault();
  attach(image);
}

function submit(event) {
  event.preventDefault();
  const text = $('#say').value.trim();
  if (!text && !file) return;
  const number = target();
  const message = { text, file, base: file || number === state.current ? null : number, fresh: state.fresh };
  $('#say').value = '';
  file = null;
  complain('');
  grow();
  ask(form, 'say', message);
}
