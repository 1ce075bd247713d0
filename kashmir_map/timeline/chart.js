// The picture: bars, coverage strip, axis, marks, and the window that lies over them.
// Bars are painted once, on two canvases one upon the other: a pale one, and a full one that is
// clipped to the window. A scrub step therefore repaints nothing; it moves edges.

import { placeMarks, ticks } from "./axis.js";
import { binsOf, coverageOf, gridStep, stacks } from "./bins.js";
import { dayWords, parts, windowWords } from "./dates.js";
import { make } from "./view.js";

const FAMILIES = ["violence", "military", "diplomacy", "politics"];
const SIDES = ["India", "Pakistan", "elsewhere"];
// Beside the bars there is room for a grip that a thumb can take, also at the very end.
const WIDE_SIZE = { left: 74, right: 24, bars: 86, mark: 17, axis: 18, row: 10, label: 12 };
const NARROW_SIZE = { left: 24, right: 24, bars: 100, mark: 0, axis: 20, row: 8, label: 12 };
const AIR = 8; // above the tallest bar
const FILTERED = 0.12;

export class Chart {
  constructor(element) {
    this.element = element;
    this.grid = make("div", "grid");
    this.tint = make("div", "tint");
    this.pale = make("canvas", "bars pale");
    this.full = make("canvas", "bars full");
    this.strip = make("canvas", "strip");
    this.words = make("div", "words-along", { "aria-hidden": "true" });
    this.edges = ["start", "end"].map((side) => make("div", `edge ${side}`));
    for (const canvas of [this.pale, this.strip]) canvas.setAttribute("aria-hidden", "true");
    this.full.setAttribute("role", "img");
    element.append(this.tint, this.grid, this.pale, this.full, this.strip, this.words,
      ...this.edges);
    this.probe = element.appendChild(make("span", "probe", { "aria-hidden": "true" }));
    this.pen = document.createElement("canvas").getContext("2d");
  }

  // picture: {width, narrow, strip, span, step, marks, events, coverage, filter, archives}
  draw(picture) {
    this.picture = picture;
    const { width, narrow, span, step, marks, events, coverage, filter } = picture;
    const size = narrow ? NARROW_SIZE : WIDE_SIZE;
    this.left = size.left;
    this.plot = Math.max(60, width - size.left - size.right);
    this.span = span;
    this.palette = this.colours();
    this.count(span, step, events, coverage, filter);
    this.placed = this.layMarks(narrow ? [] : marks);
    this.top = this.placed.rows * size.mark;
    this.base = this.top + AIR + size.bars;
    this.stripTop = this.base + size.axis;
    this.bottom = picture.strip ? this.stripTop + SIDES.length * size.row : this.base;
    const foot = picture.strip ? this.bottom : this.stripTop;
    this.element.style.height = `${foot + picture.archives.height + 2}px`;
    this.grid.replaceChildren();
    this.words.replaceChildren();
    this.drawBars(size);
    this.drawStrip(size, narrow);
    this.drawAxis(size);
    this.drawMarks(size);
    picture.archives.draw(this, foot, this.palette.archives);
    const { height } = picture.archives;
    const lowest = height ? foot + height : this.bottom;
    for (const part of [...this.edges, this.tint]) {
      part.style.top = `${this.top}px`;
      part.style.height = `${lowest - this.top}px`;
    }
  }

  // Counting takes the longest by far at a hundred thousand events: only when something is new.
  count(span, step, events, coverage, filter) {
    const key = JSON.stringify([span, step, this.plot, [...filter.hidden], filter.without]);
    if (key === this.counted && events === this.from?.[0] && coverage === this.from[1]) return;
    [this.counted, this.from] = [key, [events, coverage]];
    this.bins = binsOf(span, this.plot, step);
    this.stacks = events && stacks(events, filter, this.bins, span);
    this.covered = events && coverage && coverageOf(coverage, events, this.bins, span);
  }

  x(at) {
    return ((at - this.span[0]) / (this.span[1] - this.span[0])) * this.plot;
  }

  at(x) {
    return this.span[0] + (x / this.plot) * (this.span[1] - this.span[0]);
  }

  // The only work of a scrub step. Returns the window's edges in pixels of the chart.
  drawWindow([start, end]) {
    let [from, to] = [this.x(start), this.x(end)];
    if (to - from < 2) [from, to] = [(from + to) / 2 - 1, (from + to) / 2 + 1];
    this.full.style.clipPath = `inset(0 ${this.plot - to}px 0 ${from}px)`;
    this.tint.style.transform = `translateX(${this.left + from}px)`;
    this.tint.style.width = `${to - from}px`;
    this.edges[0].style.transform = `translateX(${this.left + from - 2}px)`;
    this.edges[1].style.transform = `translateX(${this.left + to}px)`;
    return [this.left + from, this.left + to];
  }

  // Colours of the page as the canvas needs them: resolved in this very place of the document.
  colours() {
    const read = (name) => {
      this.probe.style.color = `var(--km-${name})`;
      return getComputedStyle(this.probe).color;
    };
    const archives = ["archive-1", "archive-2", "archive-3"].map(read);
    return { ink: read("ink"), families: FAMILIES.map(read), archives };
  }

  measure = (text, bold) => {
    const style = getComputedStyle(this.element);
    this.pen.font = `${bold ? 600 : 400} 12px ${style.fontFamily}`;
    return Math.ceil(this.pen.measureText(text).width);
  };

  canvas(canvas, top, height) {
    const density = Math.max(1, globalThis.devicePixelRatio || 1);
    canvas.width = Math.round(this.plot * density);
    canvas.height = Math.round(height * density);
    Object.assign(canvas.style, {
      left: `${this.left}px`, top: `${top}px`, width: `${this.plot}px`, height: `${height}px`,
    });
    const pen = canvas.getContext("2d");
    pen.scale(density, density);
    return pen;
  }

  // Left and right edge of a bar, on whole pixels, with a gap of one where there is room.
  bar(b) {
    const { edges } = this.bins;
    const from = Math.round(Math.max(0, this.x(edges[b])));
    const to = Math.round(Math.min(this.plot, this.x(edges[b + 1])));
    return [from, Math.max(1, to - from - (to - from >= 3 ? 1 : 0))];
  }

  drawBars(size) {
    const height = AIR + size.bars;
    const pen = this.canvas(this.full, this.top, height);
    this.canvas(this.pale, this.top, height);
    this.label(this.grid, "div", "baseline", { left: this.left, top: this.base, width: this.plot });
    if (!this.stacks) return;
    const { rows, totals, most } = this.stacks;
    const round = gridStep(most);
    const scale = size.bars / Math.max(most, 2 * round);
    this.gridLines(round, scale, size);
    for (let b = 0; b < totals.length; b += 1) {
      if (!totals[b]) continue;
      const [left, width] = this.bar(b);
      const stretch = Math.max(1, 2 / (totals[b] * scale)); // a single event is never invisible
      let below = 0;
      rows.forEach((row, r) => {
        if (!row[b]) return;
        const from = below * scale * stretch;
        below += row[b];
        const to = below * scale * stretch;
        pen.globalAlpha = r < FAMILIES.length ? 1 : FILTERED;
        pen.fillStyle = this.palette.families[r % FAMILIES.length];
        const tall = to - from > 2 ? to - from - 0.75 : Math.max(0.75, to - from); // a fine gap
        pen.fillRect(left, height - to, width, tall);
      });
    }
    this.pale.getContext("2d").drawImage(this.full, 0, 0, this.plot, height);
    const where = this.binWords(totals.indexOf(most));
    this.full.setAttribute("aria-label", most
      ? `Events by ${this.bins.name}, at most ${most}: ${where}` : "No events in this period");
  }

  binWords(b) {
    return windowWords([this.bins.edges[b], this.bins.edges[b + 1]], this.bins.unit);
  }

  gridLines(round, scale, size) {
    for (const [n, text] of [[2 * round, `${2 * round} events`], [round, String(round)]]) {
      const top = Math.round(this.base - n * scale);
      this.label(this.grid, "div", "line", { left: this.left, top, width: this.plot });
      // Beside the plot, or, without a margin, upon the line and behind the bars.
      const place = size === WIDE_SIZE ? { left: 0, top: top - 8, width: this.left - 16 }
        : { left: this.left, top: top - 15 };
      this.label(this.grid, "span", "scale", place).textContent = text;
    }
  }

  drawStrip(size, narrow) {
    this.strip.hidden = !this.picture.strip;
    if (this.strip.hidden) return;
    const pen = this.canvas(this.strip, this.stripTop, SIDES.length * size.row);
    pen.fillStyle = this.palette.ink;
    const most = this.covered?.most ?? 0;
    SIDES.forEach((side, s) => {
      for (let b = 0; b < this.bins.count; b += 1) {
        const [left, width] = this.bar(b);
        const articles = this.covered ? this.covered.rows[s][b] : 0;
        // Root scale: one article and ten must differ on a strip where another day has sixty.
        pen.globalAlpha = articles
          ? 0.22 + 0.63 * Math.sqrt((articles - 1) / Math.max(1, most - 1)) : 0.055;
        pen.fillRect(left, s * size.row, width, size.row - 1);
      }
      if (narrow) return;
      const label = this.label(this.words, "span", "side",
        { left: 0, top: this.stripTop + s * size.row - 3.5 });
      label.style.width = `${this.left - 8}px`;
      label.textContent = side;
    });
  }

  drawAxis() {
    for (const { x, label, major, tick } of ticks(this.span, this.plot, this.measure)) {
      const left = Math.min(Math.round(this.left + x), this.left + this.plot - 1);
      if (tick !== false) this.label(this.words, "i", "tick", { left, top: this.base });
      if (!label) continue;
      const kind = major ? "axis major" : "axis";
      const text = this.label(this.words, "span", kind, { left: left + 4, top: this.base + 2 });
      text.textContent = label;
    }
  }

  layMarks(marks) {
    const long = this.span[1] - this.span[0] > 3 * 525949;
    const inside = marks.filter(([at]) => at >= this.span[0] && at < this.span[1]).slice(0, 3)
      .map(([at, words]) => {
        const date = long ? String(parts(at).year) : dayWords(at, { brief: true, year: false });
        const b = this.bins.of(at);
        const [from, width] = this.bar(b);
        const text = `${date} ${words}`;
        return { x: from + width / 2, width: this.measure(text, false) + 2, text, b };
      });
    const { places, rows } = placeMarks(inside, -this.left, this.plot + 10);
    return { rows, marks: places.map((place, i) => ({ ...inside[i], ...place })) };
  }

  drawMarks(size) {
    for (const { x, from, row, text, b } of this.placed.marks) {
      const top = row * size.mark;
      const label = this.label(this.words, "span", "mark", { left: this.left + from, top });
      label.textContent = text;
      const place = { left: Math.round(this.left + x), top: top + 2 };
      const line = this.label(this.words, "i", "leader", place);
      line.style.height = `${Math.max(4, this.barTop(b, size) - top - 5)}px`;
    }
  }

  barTop(b, size) {
    if (!this.stacks) return this.base - 4;
    const { totals, most } = this.stacks;
    return this.base - Math.max(2, (totals[b] * size.bars) / Math.max(most, 2 * gridStep(most)));
  }

  label(parent, tag, kind, { left, top, width }) {
    const node = parent.appendChild(make(tag, kind));
    node.style.left = `${left}px`;
    node.style.top = `${top}px`;
    if (width) node.style.width = `${width}px`;
    return node;
  }
}
