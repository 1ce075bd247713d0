// What one bar stands for, beside the mouse. Readers without a mouse have the same count in the
// status line, by putting the window on the bar.

import { make } from "./view.js";

const NAMES = ["violence", "military posture", "diplomacy", "politics and people"];
const BESIDE = 20; // pixels from the bar, so that a grip beside it stays in sight
const WHERE = ["India", "Pakistan", "elsewhere"];

export class Readout {
  constructor(element) {
    this.element = element;
    this.card = element.appendChild(make("div", "readout", { "aria-hidden": "true" }));
    this.card.hidden = true;
  }

  hide() {
    this.card.hidden = true;
    this.bar = -1;
  }

  show(chart, event) {
    const box = this.element.getBoundingClientRect();
    const at = chart.at(event.clientX - box.left - chart.left);
    const inside = at >= chart.span[0] && at < chart.span[1];
    if (!inside || !chart.stacks || event.target.type === "range") return this.hide();
    const bar = chart.bins.of(Math.floor(at));
    if (bar === this.bar) return undefined;
    this.bar = bar;
    this.card.replaceChildren(make("b", "", {}, chart.binWords(bar)), ...this.lines(chart, bar));
    this.card.hidden = false;
    const [from, to] = [bar, bar + 1].map((b) => chart.left + chart.x(chart.bins.edges[b]));
    const width = this.card.offsetWidth;
    const fits = to + BESIDE + width <= box.width;
    const left = fits ? to + BESIDE : Math.max(0, from - BESIDE - width);
    this.card.style.transform = `translate(${left}px, ${chart.top + 4}px)`;
    return undefined;
  }

  lines(chart, bar) {
    const { rows, totals } = chart.stacks;
    const shown = NAMES.map((name, f) => [rows[f][bar], name]).filter(([n]) => n);
    const count = shown.reduce((sum, [n]) => sum + n, 0);
    const filtered = totals[bar] - count;
    const events = [`${count} ${count === 1 ? "event" : "events"}`];
    if (shown.length) events.push(`: ${shown.map(([n, name]) => `${n} ${name}`).join(", ")}`);
    if (filtered) events.push(`; ${filtered} filtered out`);
    const lines = [events.join("")];
    if (chart.covered) {
      const sides = WHERE.map((name, s) => `${name} ${chart.covered.rows[s][bar]}`);
      lines.push(`Articles: ${sides.join(", ")}`);
    }
    return lines.map((line) => make("span", "", {}, line));
  }
}
