// Where each version hangs: a tree with lanes. Pure: numbers in, places out.

/**
 * Places of `versions` ([{number, parent}], by number): Map of number to {lane, row}, and how many lanes and rows.
 * The first child hangs under its parent, further ones in the nearest free lanes left and right. Each root starts
 * below what hangs already.
 */
export function layout(versions) {
  const children = new Map();
  const numbers = new Set(versions.map((one) => one.number));
  const roots = [];
  for (const one of versions) {
    if (one.parent === null || !numbers.has(one.parent)) roots.push(one.number);
    else children.set(one.parent, [...(children.get(one.parent) ?? []), one.number]);
  }
  const places = new Map();
  const taken = new Set();
  let rows = 0;
  for (const root of roots) {
    hang(root, 0, rows, children, places, taken);
    rows = Math.max(...[...places.values()].map((place) => place.row)) + 1;
  }
  const lanes = [...places.values()].map((place) => place.lane);
  const low = Math.min(0, ...lanes);
  for (const place of places.values()) place.lane -= low;
  return { places, lanes: Math.max(0, ...lanes) - low + 1, rows };
}

function hang(root, lane, row, children, places, taken) {
  const open = [[root, lane, row]];
  while (open.length) {
    const [start, near, top] = open.shift();
    const chain = line(start, children);
    const at = start === root ? near : free(near, top, chain.length, taken);
    chain.forEach((number, index) => {
      places.set(number, { lane: at, row: top + index });
      taken.add(`${at},${top + index}`);
      for (const other of (children.get(number) ?? []).slice(1)) open.push([other, at, top + index + 1]);
    });
  }
}

/** A version and its first children down to the last. */
function line(start, children) {
  const chain = [];
  for (let at = start; at !== undefined; at = children.get(at)?.[0]) chain.push(at);
  return chain;
}

/** The lane nearest to `near`, left first, with room for `length` pictures from row `top` on. */
function free(near, top, length, taken) {
  for (let step = 1; ; step += 1) {
    for (const lane of [near - step, near + step]) {
      const fits = Array.from({ length }, (_, index) => `${lane},${top + index}`).every((cell) => !taken.has(cell));
      if (fits) return lane;
    }
  }
}
