// What the reader's hands do: buttons, keys, typed dates and pointers, turned into windows.

import {
  fieldWords, floorTo, isWhole, nearest, parseDate, edgeWords, unitNumber, unitStart,
} from "./dates.js";
import { boundary, clamp, endedAt, nextEvent, startedAt, stepped, within } from "./playback.js";
import { Readout } from "./readout.js";
import { write } from "./view.js";

const PAGE = { hour: 24, day: 7, month: 12, year: 10 }; // steps of Page Up and Page Down

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export class Hands {
  constructor(timeline) {
    this.timeline = timeline;
    this.held = null; // what a pointer holds: {kind, origin, offset, before}
    this.readout = new Readout(timeline.view.chart);
    this.useControls();
    this.usePointers();
  }

  on(node, event, act) {
    node.addEventListener(event, act, { signal: this.timeline.stop.signal });
  }

  useControls() {
    const { timeline } = this;
    const { view } = timeline;
    this.on(view.play, "click", () => timeline.player.toggle());
    this.on(view.back, "click", () => timeline.go(stepped(timeline.where, -1)));
    this.on(view.forward, "click", () => timeline.go(stepped(timeline.where, 1)));
    this.on(view.next, "click", () => {
      if (!timeline.visible) return;
      const next = nextEvent(timeline.where, timeline.visible);
      timeline.go(next);
      if (!next) write(view.hint, "No later event in this period. Choose another period to go on.");
    });
    this.on(view.more, "click", () => {
      const open = view.element.classList.toggle("open");
      view.more.setAttribute("aria-expanded", String(open));
      timeline.redraw();
    });
    this.on(view.speed, "change", () => { timeline.player.speed = Number(view.speed.value); });
    this.on(view.step, "change", () => {
      timeline.step = view.step.value;
      timeline.redraw();
    });
    this.on(view.period, "change", () => timeline.choosePeriod(view.period.value));
    this.on(view.single, "change", () => timeline.changeMode(false));
    this.on(view.upTo, "change", () => timeline.changeMode(true));
    [view.from, view.to].forEach((field, side) => {
      this.on(field, "change", () => this.type(field, side));
      this.on(field, "keydown", ({ key }) => {
        if (key === "Escape") field.value = fieldWords(timeline.window[side], side === 1);
      });
      this.on(field, "blur", () => timeline.showDates());
    });
    view.grips.forEach(({ field }, side) => {
      this.on(field, "keydown", (event) => this.press(event, side));
      this.on(field, "input", () => {
        const number = unitNumber(timeline.span[0], timeline.step) + Number(field.value);
        timeline.go(timeline.edged(side, unitStart(number, timeline.step)));
      });
    });
  }

  press(event, side) {
    const { step, window, span } = this.timeline;
    const page = PAGE[step];
    const moves = {
      ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: page, PageDown: -page,
    };
    let at = null;
    if (event.key === "Home") [at] = span;
    else if (event.key === "End") [, at] = span;
    else if (moves[event.key]) at = boundary(window[side], step, moves[event.key]);
    if (at === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.timeline.go(this.timeline.edged(side, at));
  }

  type(field, side) {
    const { timeline } = this;
    const { window, span, step, view } = timeline;
    const found = parseDate(field.value);
    if (!found) {
      field.setAttribute("aria-invalid", "true");
      const examples = "7 May 2025, May 2025 or 2025-05-07";
      write(view.hint, `“${field.value}” is not a date. Write ${examples}.`);
      return;
    }
    field.removeAttribute("aria-invalid");
    const at = clamp(found[side], span[0], span[1]);
    if (side) timeline.go(at > window[0] ? [window[0], at] : endedAt(window, at, span, step));
    else timeline.go(at < window[1] ? [at, window[1]] : startedAt(window, at, span, step));
    field.value = fieldWords(timeline.window[side], side === 1);
    if (at !== found[side]) {
      const [first, last] = span.map((edge, end) => edgeWords(edge, end === 1, "day"));
      write(view.hint, `This period runs from ${first} to ${last}. Choose another period for other days.`);
    }
  }

  usePointers() {
    const { chart, grips } = this.timeline.view;
    grips.forEach(({ field }, side) => {
      this.on(field, "pointerdown", (event) => this.grab(event, side ? "end" : "start", field));
      this.on(field, "mousedown", (event) => event.preventDefault()); // the native thumb stays put
    });
    this.on(chart, "pointerdown", (event) => this.grab(event, "move"));
    this.on(chart, "pointermove", (event) => {
      if (this.held) this.drag(event);
      else if (event.pointerType === "mouse") this.readout.show(this.timeline.chart, event);
    });
    this.on(chart, "pointerleave", () => this.readout.hide());
    this.on(chart, "pointerup", (event) => {
      this.drag(event);
      this.release();
    });
    // A finger that turns out to scroll the page has moved nothing.
    this.on(chart, "pointercancel", () => {
      if (this.held) this.timeline.show(this.held.before);
      this.release();
    });
    this.on(chart, "lostpointercapture", () => this.release());
  }

  grab(event, kind, field = null) {
    if (event.button !== 0 || this.held) return;
    event.preventDefault();
    event.stopPropagation();
    const { timeline } = this;
    const { chart, window } = timeline;
    this.readout.hide();
    timeline.halt();
    const origin = chart.element.getBoundingClientRect().left + chart.left;
    const at = chart.at(event.clientX - origin);
    const [start, end] = window;
    this.held = { kind, origin, offset: 0, before: window };
    if (kind === "start") this.held.offset = at - start;
    else if (kind === "end") this.held.offset = at - end;
    else if (timeline.upTo) this.held.kind = "end";
    // Beside the window, it comes to the pointer and is held by its middle.
    else this.held.offset = at >= start && at <= end ? at - start : (end - start) / 2;
    field?.focus({ preventScroll: true });
    chart.element.setPointerCapture(event.pointerId);
    timeline.view.element.dataset.hand = this.held.kind;
    if (event.pointerType === "mouse") this.drag(event);
  }

  drag(event) {
    if (!this.held) return;
    const { timeline } = this;
    const { kind, origin, offset } = this.held;
    const { chart, window, span, step } = timeline;
    const at = nearest(Math.round(chart.at(event.clientX - origin) - offset), step);
    const next = kind === "move" ? this.carried(at) : timeline.edged(kind === "end" ? 1 : 0, at);
    if (!same(next, window) && next[1] > next[0] && next[0] >= span[0]) timeline.show(next);
  }

  // The whole window begun at another step. One that does not stand on steps moves by whole steps.
  carried(at) {
    const { timeline } = this;
    const { window, span, step } = timeline;
    if (isWhole(window, step)) return startedAt(window, at, span, step);
    const units = unitNumber(at, step) - unitNumber(floorTo(window[0], step), step);
    return units ? stepped(timeline.where, units) : within(window, span, step);
  }

  release() {
    if (!this.held) return;
    this.held = null;
    delete this.timeline.view.element.dataset.hand;
    this.timeline.released();
  }
}
