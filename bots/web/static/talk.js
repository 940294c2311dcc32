// Saying something: post it, show what comes back, and take in what changed.

import * as api from '/static/api.js';
import { announce, ask } from '/static/dom.js';
import { fault } from '/static/fault.js';
import { getLanguage, t } from '/static/i18n.js';
import { point, refresh, refreshList, state } from '/static/state.js';
import { add, bubble, keepChips, settle } from '/static/thread.js';
import { Working } from '/static/working.js';

/** Send `message` ({text, file, control, base, fresh}) in the open conversation. */
export async function say(message) {
  const { id, visit } = state;
  const photo = message.file ? URL.createObjectURL(message.file) : null;
  add(bubble(message.text ?? '', photo));
  const working = new Working({ photo: photo !== null });
  add(working.node);
  point(null);
  ask(document, 'target');
  const sent = { text: '', ...message, locale: getLanguage() };
  await follow(id, visit, working, api.send(id, sent, visit.signal), message);
}

/** Go on watching a turn that was under way when the page was opened. */
export async function watch(running) {
  const { id, visit } = state;
  add(bubble(running.user, null));
  const working = new Working();
  add(working.node);
  await follow(id, visit, working, api.watch(id, running.id, visit.signal), running.user ? { text: running.user } : null);
}

async function follow(id, visit, working, events, message) {
  try {
    for await (const [name, body] of events) {
      if (name === 'reply') return await answered(id, visit, working, body, message);
      if (name === 'problem') throw new api.ApiError(body.code, body.facts, body.detail);
      working.tell(name, body);
    }
    throw new api.ApiError('offline');
  } catch (error) {
    if (visit.signal.aborted) return;
    failed(working, error, message);
  }
}

async function answered(id, visit, working, reply, message) {
  await refresh(id).catch(() => {});
  if (visit.signal.aborted) return;
  state.current = reply.version;
  const turn = { index: reply.turn, user: message?.text ?? '', upload: message?.file ? (state.versions.get(reply.version)?.source ?? null) : null, created: new Date().toISOString(), reply, message };
  settle(turn, working);
  announce(spoken(reply));
  ask(document, 'changed');
  await refreshList().catch(() => {});
  ask(document, 'listed');
}

function spoken(reply) {
  if (reply.problem?.code === 'cancelled') return t('cancelled');
  return reply.pictures.length ? `${t('ready')}. ${reply.pictures[0].alt_text}` : t('new_reply');
}

function failed(working, error, message) {
  const code = error instanceof api.ApiError ? error.code : 'internal';
  if (!(error instanceof api.ApiError)) console.error(error);
  keepChips();
  working.node.replaceWith(fault(code, '', message));
  working.end();
  ask(document, 'changed', { problem: code });
}
