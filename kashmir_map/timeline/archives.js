// Archives beside the record: counted and drawn apart from it, played through together with it.

import { firstFrom } from "./bins.js";
import { make } from "./view.js";

const BYTES = 20; // of an event, as in kashmir_map/archives/drawing.py
const BAND = 20; // pixels of an archive's row in the chart, its label included
const BAND_GAP = 4;

// When the events of an archive begin and end, and of which type they are; the rest is the map's.
async function timesOf(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  const file = await answer.arrayBuffer();
  const n = Math.floor(file.byteLength / BYTES);
  const start = new Int32Array(file, 0, n).slice();
  const length = new Int32Array(file, 4 * n, n);
  const end = Int32Array.from(start, (minute, i) => minute + length[i]);
  return { start, end, type: new Uint8Array(file, 18 * n, n).slice() };
}

// The events that the filter lets through, ready to be counted in any window.
class Counted {
  constructor({ start, end, type }, out) {
    const all = !out.includes(true);
    const kept = all ? null : (_, i) => !out[type[i]];
    this.starts = all ? start : start.filter(kept); // they come in order
    this.ends = (all ? end.slice() : end.filter(kept)).sort();
    this.total = this.starts.length;
  }

  countIn([start, end]) {
    return firstFrom(this.starts, end) - firstFrom(this.ends, start + 1);
  }

  nextStart(at) {
    return this.starts[firstFrom(this.starts, at)];
  }
}

export class Archives {
  constructor(changed) {
    this.changed = changed;
    this.rows = new Map(); // name → {given, times, counted}
    this.hidden = "";
  }

  // given: [{name, title, url, place}]; types: all types in order; hidden: a set of them.
  take(given, types, hidden) {
    const wanted = new Map(given.map((one) => [one.name, one]));
    for (const [name, row] of this.rows) {
      const one = wanted.get(name);
      if (one && one.url === row.given.url) row.given = one;
      else this.rows.delete(name);
    }
    const filtered = [...hidden].sort().join();
    this.out = types.map((type) => hidden.has(type));
    for (const one of given) if (!this.rows.has(one.name)) this.load(one);
    if (filtered === this.hidden) return;
    this.hidden = filtered;
    for (const row of this.rows.values()) this.count(row);
  }

  load(given) {
    const row = { given, times: null, counted: null };
    this.rows.set(given.name, row);
    timesOf(given.url).then(
      (times) => {
        if (this.rows.get(given.name) !== row) return;
        row.times = times;
        this.count(row);
        this.changed();
      },
      () => {}, // the map, which needs the same file, says what is wrong
    );
  }

  count(row) {
    row.counted = row.times && new Counted(row.times, this.out);
  }

  get counted() {
    return [...this.rows.values()].filter((row) => row.counted);
  }

  countIn(window) {
    return this.counted.reduce((sum, { counted }) => sum + counted.countIn(window), 0);
  }

  // Start of the first event that begins at or after a minute, or undefined.
  nextStart(at) {
    const ahead = this.counted.map(({ counted }) => counted.nextStart(at));
    const known = ahead.filter((minute) => minute !== undefined);
    return known.length ? Math.min(...known) : undefined;
  }

  // What the timeline adds to the count of the record, which stays as it is.
  words(window) {
    return this.counted.length ? ` · ${this.countIn(window).toLocaleString("en-GB")} in archives` : "";
  }

  // What playback must not pass unseen: the record's events and those of the archives.
  with(record) {
    if (!record || !this.counted.length) return record;
    return {
      countIn: (window) => record.countIn(window) + this.countIn(window),
      nextStart: (at) => {
        const ahead = [record.nextStart(at), this.nextStart(at)].filter((at) => at !== undefined);
        return ahead.length ? Math.min(...ahead) : undefined;
      },
    };
  }

  get height() {
    return this.rows.size ? this.rows.size * BAND + BAND_GAP : 0;
  }

  // One band for each archive under the chart, each by its own scale: bars of one archive compare
  // with each other and with nothing else.
  draw(chart, top, colours) {
    [...this.rows.values()].forEach(({ given, counted }, r) => {
      const y = top + BAND_GAP + r * BAND;
      const canvas = make("canvas", "band", { "aria-hidden": "true" });
      chart.words.appendChild(canvas);
      const pen = chart.canvas(canvas, y, BAND - 4);
      pen.fillStyle = colours[given.place];
      pen.globalAlpha = 0.08;
      pen.fillRect(0, BAND - 5, chart.plot, 1);
      pen.globalAlpha = 0.9;
      const numbers = counted ? countsOf(counted, chart.bins) : [];
      const most = Math.max(1, ...numbers);
      numbers.forEach((n, b) => {
        if (!n) return;
        const [left, width] = chart.bar(b);
        const tall = Math.max(1, (n / most) * (BAND - 5));
        pen.fillRect(left, BAND - 4 - tall, width, tall);
      });
      if (counted && !numbers.some(Boolean)) {
        const none = chart.label(chart.words, "span", "axis", { left: chart.left + 4, top: y });
        none.textContent = "No events of it in this period";
      }
      if (chart.picture.narrow) return;
      const label = chart.label(chart.words, "span", "side archive", { left: 0, top: y });
      label.style.width = `${chart.left - 8}px`;
      label.textContent = given.title;
      label.title = `${given.title}: at most ${most.toLocaleString("en-GB")} events by ${chart.bins.name}`;
    });
  }
}

function countsOf(counted, bins) {
  const { edges } = bins;
  return Array.from({ length: bins.count }, (_, b) => counted.countIn([edges[b], edges[b + 1]]));
}
