// Counting: how many events a window holds, and how many each bar of the histogram stands for.
// All of it is done once for a record, a span or a filter, so that a scrub step costs two searches.

import { unitNumber, unitStart } from "./dates.js";

const FAMILY_COUNT = 4; // violence, military, diplomacy, politics: the order of the stack
const SIDE_COUNT = 3; // India, Pakistan, elsewhere
const NARROWEST = 3; // pixels of a bar with its gap

const LADDER = [
  { unit: "hour", size: 1, name: "hour" },
  { unit: "hour", size: 6, name: "6 hours" },
  { unit: "day", size: 1, name: "day" },
  { unit: "day", size: 7, name: "week" },
  { unit: "month", size: 1, name: "month" },
  { unit: "month", size: 3, name: "quarter" },
  { unit: "year", size: 1, name: "year" },
  { unit: "year", size: 5, name: "5 years" },
  { unit: "year", size: 10, name: "10 years" },
];

// Days are numbered from a Thursday; weeks begin on Monday.
const offset = ({ unit, size }) => (unit === "day" && size === 7 ? 3 : 0);
const binNumber = (at, rung) =>
  Math.floor((unitNumber(at, rung.unit) + offset(rung)) / rung.size);

// The bars of a span: the finest rung whose bars can still be told apart at this width.
// Hours only when the reader steps by hours: most events are known to the day.
export function binsOf(span, width, step) {
  const rungs = step === "hour" ? LADDER : LADDER.slice(2);
  const count = (rung) => binNumber(span[1] - 1, rung) - binNumber(span[0], rung) + 1;
  const rung = rungs.find((each) => count(each) * NARROWEST <= width) ?? rungs.at(-1);
  const first = binNumber(span[0], rung);
  const edges = new Float64Array(count(rung) + 1);
  for (let i = 0; i < edges.length; i += 1) {
    edges[i] = unitStart((first + i) * rung.size - offset(rung), rung.unit);
  }
  const of = (at) => binNumber(at, rung) - first;
  return { name: rung.name, unit: rung.unit, edges, count: edges.length - 1, of };
}

// Index of the first value ≥ at in a sorted array.
export function firstFrom(sorted, at) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Which events are filtered out: those of a hidden type, and those that are named one by one, by
// their positions in the event file.
export function filteredOut(events, { hidden, without }) {
  const types = events.types.map((name) => hidden.has(name));
  const out = Uint8Array.from(events.type, (type) => (types[type] ? 1 : 0));
  for (const i of without) out[i] = 1;
  return out;
}

// The events that the filter lets through, ready to be counted in any window.
export class Visible {
  constructor(events, filter) {
    const out = filteredOut(events, filter);
    const kept = [];
    for (let i = 0; i < events.start.length; i += 1) if (!out[i]) kept.push(i);
    [this.events, this.kept] = [events, kept];
    this.starts = Float64Array.from(kept, (i) => events.start[i]).sort();
    this.ends = Float64Array.from(kept, (i) => endOf(events, i)).sort();
    this.total = kept.length;
  }

  // Those that have begun by the window's end, less those over by its start.
  countIn([start, end]) {
    return firstFrom(this.starts, end) - firstFrom(this.ends, start + 1);
  }

  // How many of a window were not in another. It looks at every event: not for each step of a scrub.
  countNew([start, end], [before, until]) {
    const { events, kept } = this;
    const meets = (i, from, to) => events.start[i] < to && endOf(events, i) > from;
    return kept.reduce(
      (sum, i) => sum + Number(meets(i, start, end) && !meets(i, before, until)), 0,
    );
  }

  // Start of the first event that begins at or after a minute, or undefined.
  nextStart(at) {
    return this.starts[firstFrom(this.starts, at)];
  }
}

const endOf = (events, i) => events.start[i] + Math.max(1, events.length[i]);

// Events per bar: rows 0–3 the families shown, rows 4–7 the same families filtered out. An event
// counts in every bar it meets, so a bar says what a window of that width would show.
export function stacks(events, filter, bins, span) {
  const rows = Array.from({ length: 2 * FAMILY_COUNT }, () => new Int32Array(bins.count + 1));
  const out = filteredOut(events, filter);
  for (let i = 0; i < events.start.length; i += 1) {
    const [start, end] = [events.start[i], endOf(events, i)];
    if (start >= span[1] || end <= span[0]) continue;
    const row = events.families[events.type[i]] + (out[i] ? FAMILY_COUNT : 0);
    mark(rows[row], bins, span, start, end);
  }
  rows.forEach(accumulate);
  const totals = new Int32Array(bins.count);
  rows.forEach((counts) => totals.forEach((_, b) => { totals[b] += counts[b]; }));
  return { rows, totals, most: totals.reduce((a, b) => Math.max(a, b), 0) };
}

// Distinct articles per side and bar. An article cited by several events of a bar counts once:
// the bars of its events are joined before they are counted.
export function coverageOf(coverage, events, bins, span) {
  const rows = Array.from({ length: SIDE_COUNT }, () => new Int32Array(bins.count + 1));
  const order = coverage.event.map((_, k) => k)
    .filter((k) => events.start[coverage.event[k]] < span[1]
      && endOf(events, coverage.event[k]) > span[0])
    .sort((a, b) => coverage.article[a] - coverage.article[b]
      || events.start[coverage.event[a]] - events.start[coverage.event[b]]);
  let [article, reached] = [-1, -1];
  for (const k of order) {
    const event = coverage.event[k];
    if (coverage.article[k] !== article) [article, reached] = [coverage.article[k], -1];
    const first = Math.max(binAt(bins, span, events.start[event]), reached + 1);
    const last = binAt(bins, span, endOf(events, event) - 1);
    if (last < first) continue;
    const row = rows[coverage.side[article]];
    row[first] += 1;
    row[last + 1] -= 1;
    reached = last;
  }
  rows.forEach(accumulate);
  return { rows, most: Math.max(0, ...rows.map((row) => row.reduce((a, b) => Math.max(a, b), 0))) };
}

const binAt = (bins, span, at) => bins.of(Math.min(Math.max(at, span[0]), span[1] - 1));

function mark(differences, bins, span, start, end) {
  differences[binAt(bins, span, start)] += 1;
  differences[binAt(bins, span, end - 1) + 1] -= 1;
}

function accumulate(differences) {
  for (let b = 1; b < differences.length; b += 1) differences[b] += differences[b - 1];
}

// The distance of the two grid lines: the largest round number that fits twice.
export function gridStep(most) {
  let best = 1;
  for (let power = 1; power <= most; power *= 10) {
    for (const digit of [1, 2, 3, 4, 5]) if (digit * power * 2 <= most) best = digit * power;
  }
  return best;
}
