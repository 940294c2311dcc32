// Elements from plain values. Text is always text: nothing that a person or the server says is read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/**
 * An element. `props`: `class`, `on` ({event: listener}), `vars` (CSS variables), `data`; the rest are attributes,
 * left out where they are null or false. Children: nodes, texts, lists of them, or nothing.
 */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else if (name === 'vars') for (const [key, held] of Object.entries(value)) node.style.setProperty(key, held);
    else if (name === 'data') Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false && child !== ''));
  return node;
}

/** A line icon of the sprite in the page. */
export function icon(name, kind = 'i') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', kind);
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#${name}`);
  svg.append(use);
  return svg;
}

/** An SVG element with attributes. */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A button: an icon, words, or both. */
export function button(kind, label, symbol, listener, more = {}) {
  const { bare, ...attributes } = more;
  return h('button', { type: 'button', class: `btn ${kind}`.trim(), 'aria-label': bare ? label : null, title: bare ? label : null, on: { click: listener }, ...attributes },
    symbol && icon(symbol), bare ? null : h('span', null, label));
}

/** Say a line to screen readers, politely; `loud` for errors. */
export function announce(text, loud = false) {
  $(loud ? '#alert' : '#status').textContent = text;
}

/** Arrow keys walk through the buttons of `root`; `pick` is called with the one arrived at. */
export function walk(root, pick) {
  root.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const all = $$('button', root);
    const at = all.indexOf(event.target.closest('button'));
    if (!step || at < 0) return;
    event.preventDefault();
    const next = all[(at + step + all.length) % all.length];
    next.focus();
    pick?.(next);
  });
}

/** Ask the page for something: "say" a message, "fill" the box, "point" at a version, and so on. See app.js. */
export function ask(node, what, detail = {}) {
  node.dispatchEvent(new CustomEvent(`chatelier:${what}`, { bubbles: true, detail }));
}
