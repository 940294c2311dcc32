// A turn under way: in line, then painting. Waiting is told by numbers.

import { announce, ask, button, h } from '/static/dom.js';
import { ahead, place, t } from '/static/i18n.js';
import { picture, state, target } from '/static/state.js';

const SEATS = 6;

/** The card of one turn under way; `node` is what to hang into the thread. */
export class Working {
  constructor({ photo = false } = {}) {
    this.base = target();
    this.node = h('article', { class: 'piece working', 'aria-busy': 'true' });
    this.photo = photo;
    this.percent = null;
    this.started = 0;
    this.preview = null;
    this.told = 0;
    this.quiet = setTimeout(() => this.#moment(), 600);
  }

  /** Take in an event of the stream. */
  tell(name, body) {
    if (name === 'queued') this.#queue(body);
    else if (name === 'progress') this.#progress(body);
    else if (name === 'preview') this.#show(body);
    else if (name === 'understood' && body.actions.some((one) => one.pipeline === 'generate')) this.base = null;
  }

  /** Take the card away. */
  end() {
    clearTimeout(this.quiet);
    this.node.remove();
    state.coming = null;
  }

  #moment() {
    this.node.replaceChildren(h('p', { class: 'moment' }, t(this.photo ? 'looking' : 'reading')));
  }

  #fill(figure, ...label) {
    clearTimeout(this.quiet);
    const cancel = button('out', t('cancel'), null, () => ask(this.node, 'cancel'));
    this.node.replaceChildren(figure, h('div', { class: 'label' }, ...label, h('div', { class: 'acts' }, cancel)));
    ask(this.node, 'grown');
  }

  #queue({ position, seconds }) {
    if (this.percent || this.preview) return;
    this.percent = null;
    const seats = Math.min(position + 1, SEATS);
    const seat = (_, index) => {
      const mine = index === seats - 1;
      return h('i', { class: mine ? 'me' : 'on' }, String(mine ? position + 1 : index + 1));
    };
    this.#fill(this.#canvas(), h('p', { class: 'no' }, t('in_line')), h('h2', null, ahead(position)),
      h('div', { class: 'seats', 'aria-hidden': 'true' }, Array.from({ length: seats }, seat)), h('p', { class: 'say' }, seconds > 1 ? t('left', { n: Math.ceil(seconds) }) : t('close_page')));
    this.#coming(place(position + 1));
    if (!this.told) announce(`${t('in_line')}. ${ahead(position)}`);
    this.told = 1;
  }

  #canvas() {
    const version = state.versions.get(this.base);
    return h('figure', { class: 'canvas' }, version && h('img', { src: picture(version.images[0].digest), alt: '' }));
  }

  #progress({ percent, seconds }) {
    if (this.percent === null) this.#paint();
    this.percent = percent;
    this.number.textContent = String(percent);
    this.bar.setAttribute('aria-valuenow', percent);
    this.bar.style.setProperty('--percent', `${percent}%`);
    const guess = (performance.now() - this.started) / 1000 / Math.max(percent, 1) * (100 - percent);
    const left = Math.round(seconds ?? (percent > 8 ? guess : 0));
    this.say.textContent = left > 1 ? t('left', { n: left }) : t('keep_typing');
    this.#blur();
    this.#coming(t('percent', { n: percent }));
    if (percent >= this.told + 25) {
      this.told = percent - percent % 25;
      announce(t('percent', { n: this.told }));
    }
  }

  #paint() {
    this.started = performance.now();
    this.told = 0;
    this.number = document.createTextNode('0');
    this.say = h('p', { class: 'say' });
    this.bar = h('div', { class: 'brush', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': 0, 'aria-label': t('painting') }, h('i'));
    this.figure = this.#canvas();
    this.#fill(this.figure, h('p', { class: 'no' }, t('painting')), h('p', { class: 'percent' }, this.number, h('small', null, ' %')), this.bar, this.say);
  }

  #show({ percent, url }) {
    if (this.percent === null) this.#progress({ percent });
    if (this.preview) this.preview.src = url;
    else {
      this.preview = h('img', { src: url, alt: '' });
      const wet = h('figure', { class: 'print wet' }, this.preview);
      this.figure.replaceWith(wet);
      this.figure = wet;
    }
    this.#blur();
  }

  /** The blur of the last real preview goes down as the work goes on. */
  #blur() {
    if (this.preview) this.figure.style.setProperty('--blur', `${(100 - this.percent) * 0.34}px`);
  }

  #coming(text) {
    const name = t(this.percent === null ? 'in_line' : 'painting');
    state.coming = { parent: this.base, text, name };
    ask(this.node, 'coming');
  }
}
