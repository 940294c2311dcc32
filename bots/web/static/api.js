// The server's API: JSON in and out, and one stream of events for each turn.

/** What the server or the connection refused; `code` is a problem code of the server, or "offline". */
export class ApiError extends Error {
  constructor(code, facts = {}, detail = '') {
    super(detail || code);
    this.code = code;
    this.facts = facts;
  }
}

async function call(method, path, options = {}) {
  let response;
  try {
    response = await fetch(path, { method, credentials: 'same-origin', ...options });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError('offline');
  }
  if (response.status === 401) location.assign('/login');
  if (response.ok) return response;
  const body = await response.json().catch(() => ({}));
  const problem = body.problem ?? { code: response.status === 413 ? 'image_too_large' : 'internal', facts: {} };
  throw new ApiError(problem.code, problem.facts, problem.detail);
}

const json = async (method, path, body) => {
  const options = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  return (await call(method, path, options)).json();
};

const at = (id, rest = '') => `/api/conversations/${encodeURIComponent(id)}${rest}`;

export const list = async () => (await json('GET', '/api/conversations')).conversations;
export const create = async () => (await json('POST', '/api/conversations')).id;
export const load = (id) => json('GET', at(id));
export const earlier = (id, before) => json('GET', at(id, `/turns?before=${before}`));
export const versions = (id, after) => json('GET', at(id, `/versions?after=${after}`));
export const rename = (id, title) => json('PATCH', at(id), { title });
export const forget = (id) => json('DELETE', at(id));
export const forgetMe = () => json('DELETE', '/api/me');
export const code = async (id) => (await json('POST', at(id, '/code'))).code;
export const join = async (code) => (await json('POST', '/api/join', { code })).id;
export const cancel = (id) => json('POST', at(id, '/cancel'));
export const exportUrl = (id) => at(id, '/export');
export const pictureUrl = (id, digest) => at(id, `/images/${digest}`);
export const thumbUrl = (id, digest) => at(id, `/images/${digest}?size=thumb`);
export const examples = () => json('GET', '/static/examples/examples.json');

/** Post a message; yields [event, body] of its turn, until `signal` ends it. */
export async function* send(id, message, signal) {
  const { file, ...said } = message;
  let options = { body: JSON.stringify(said), headers: { 'Content-Type': 'application/json' } };
  if (file) {
    const form = new FormData();
    for (const [name, value] of Object.entries(said)) {
      if (value !== null && value !== undefined) form.append(name, typeof value === 'object' ? JSON.stringify(value) : value);
    }
    form.append('image', file, file.name);
    options = { body: form };
  }
  yield* events(await call('POST', at(id, '/messages'), { ...options, signal }));
}

/** Watch a turn that is under way. */
export async function* watch(id, turn, signal) {
  yield* events(await call('GET', at(id, `/running/${turn}`), { signal }));
}

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = '';
  for (;;) {
    const { done, value } = await reader.read().catch((error) => { throw error.name === 'AbortError' ? error : new ApiError('offline'); });
    if (done) return;
    held += value;
    for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
      const event = parse(held.slice(0, end));
      held = held.slice(end + 2);
      if (event) yield event;
    }
  }
}

function parse(block) {
  let name = 'message';
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7);
    else if (line.startsWith('data: ')) data += line.slice(6);
  }
  return data ? [name, JSON.parse(data)] : null;
}
