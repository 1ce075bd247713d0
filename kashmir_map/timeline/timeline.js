// The timeline speaks for the page: it alone knows the window while it moves. It tells the map over
// a BroadcastChannel, once a frame, and Python once a gesture, when the hand has let go.

import { Chart } from "./chart.js";
import { Archives } from "./archives.js";
import { Visible } from "./bins.js";
import {
  ceilTo, dayWords, edgeWords, fieldWords, grain, lengthWords, parseDate, unitNumber, windowWords,
} from "./dates.js";
import { Hands, same } from "./hands.js";
import { boundary, clamp, endedAt, moved, stepsFor } from "./playback.js";
import { Player } from "./player.js";
import { Announcer } from "./announcement.js";
import { captionFor } from "./caption.js";
import { fetched } from "./record.js";
import { tell } from "./tell.js";
import { themeOf, watchTheme } from "./theme.js";
import { build, options, showProblem, write } from "./view.js";

const [NARROW, MIDDLE] = [640, 1050]; // pixels of the component's own width
const FINE_PRINT = 80; // milliseconds without a step until the date fields follow
const SETTLE = 250; // milliseconds without a key or click that end a gesture
const SPEEDS = [["0.5", "0.5×"], ["1", "1×"], ["2", "2×"], ["4", "4×"]];

export class Timeline {
  constructor(place) {
    this.place = place;
    this.view = build();
    place.replaceChildren(this.view.element);
    this.chart = new Chart(this.view.chart);
    this.view.chart.append(...this.view.grips.map(({ box }) => box));
    this.visible = null;
    this.archives = new Archives(() => this.given && this.redraw());
    this.filter = { hidden: new Set(), without: [] };
    this.upTo = false;
    this.turn = 0;
    this.serial = 0; // of the last report to Python
    this.stop = new AbortController();
    this.player = new Player(this);
    options(this.view.speed, SPEEDS, "1");
    this.view.single.checked = true;
    this.hands = new Hands(this);
    this.announcer = new Announcer(this.view.spoken);
    this.watch();
  }

  // ---------------------------------------------------------------- what Python says

  take(data, report) {
    this.turn += 1;
    this.toPython = report;
    if (this.hands.held) this.waiting = data;
    else this.adopt(data);
    return this.turn;
  }

  // The reader filters: nothing waits for Python, which has only heard of it when it says this number.
  sift({ hidden, without, serial }) {
    this.sifted = { hidden, without, filtered: serial };
    if (this.given) this.adopt({ ...this.given, ...this.sifted });
  }

  adopt(given) {
    const data = given.filtered < this.sifted?.filtered ? { ...given, ...this.sifted } : given;
    const first = !this.given;
    const before = first ? null : this.state();
    const placed = [data.window, data.span, data.period];
    // Python has not yet seen the last report: what it says about the window is out of date.
    const current = first || data.answered >= this.serial;
    const news = first || !(same(placed, this.given.placed) || same(placed, this.agreed));
    this.given = { ...data, placed };
    if (first) this.serial = data.answered;
    const filtered = first || !same([data.hidden, data.without], [before.hidden, before.without]);
    this.filter = { hidden: new Set(data.hidden), without: data.without };
    this.archives.take(data.archives, data.types, this.filter.hidden);
    this.fillPeriods(current && news ? data.period : this.period);
    if (current && news) this.settleIn(placed);
    this.connect(data.channel);
    if (first || this.address !== `${data.events_url} ${data.coverage_url}`) this.load();
    else if (filtered) this.count();
    const dated = parseDate(data.data_date);
    this.view.dated.textContent = `Data of ${dated ? dayWords(dated[0]) : data.data_date}`;
    const picture = JSON.stringify([
      this.span, this.step, this.width, data.marks, data.hidden, data.without,
      Boolean(this.events), this.theme, data.archives,
    ]);
    if (picture === this.drawn) this.paint();
    else this.redraw();
    this.drawn = picture;
    if (first || !same(before, this.state())) this.tellState();
  }

  settleIn([window, span, period]) {
    const newSpan = !same(span, this.span);
    this.halt();
    [this.span, this.period, this.agreed] = [span, period, [window, span, period]];
    if (newSpan) this.fillSteps();
    this.window = moved(window, span, this.step);
    if (this.upTo && this.window[0] !== span[0]) this.setMode(false);
    if (!same(this.window, window)) this.rest();
    this.announceSoon();
  }

  fillPeriods(period) {
    this.period = period;
    const pairs = this.given.periods;
    const listed = pairs.some(([id]) => id === period);
    const all = listed ? pairs : [...pairs, [period, period || "Other period"]];
    if (!same(all, this.periods)) options(this.view.period, all, period);
    this.periods = all;
    this.view.period.value = period;
    this.view.period.title = all.find(([id]) => id === period)[1];
  }

  fillSteps() {
    const { steps, usual } = stepsFor(this.span);
    this.step = usual;
    options(this.view.step, steps.map((step) => [step, `1 ${step}`]), usual);
  }

  async load() {
    const { events_url: events, coverage_url: coverage } = this.given;
    this.address = `${events} ${coverage}`;
    [this.events, this.coverage, this.failed] = [null, null, null];
    this.count();
    const { address } = this;
    const settled = await Promise.allSettled([fetched(events), fetched(coverage)]);
    if (this.stop.signal.aborted || address !== this.address) return;
    [this.events, this.coverage] = settled.map((each) => each.value ?? null);
    this.failed = !this.events ? "Bars" : !this.coverage ? "Grey strip" : null;
    this.count();
    this.redraw();
  }

  count() {
    this.visible = this.events && new Visible(this.events, this.filter);
    this.announceSoon();
  }

  // ---------------------------------------------------------------- what is said

  // Counted and spoken at rest only: no step of a scrub waits for it, and no playback floods the ear.
  announceSoon() {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      if (this.hands.held || this.player.playing) return;
      this.announcer.tell(this.view.words.textContent, this.window, this.visible);
    }, SETTLE);
  }

  state() {
    const { given: { hidden, without, selected, linked, story, archives }, theme } = this;
    const [start, end] = this.window;
    const filter = { hidden, without };
    return { type: "state", start, end, ...filter, selected, linked, story, archives, theme };
  }

  tellState() {
    this.channel?.postMessage(this.state());
  }

  connect(name) {
    this.theme ??= themeOf(this.view.element);
    // A browser without channels has no map that could be told; the page says so.
    if (!("BroadcastChannel" in window) || this.channel?.name === name) return;
    this.channel?.close();
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data: message }) => {
      if (message?.type === "hello") this.tellState();
      else if (message?.type === "filter") this.sift(message);
    };
  }

  // One gesture, one report: wait until the reader has come to rest.
  rest(wait = SETTLE) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.report(), wait);
  }

  report() {
    clearTimeout(this.timer);
    const told = [this.window, this.span, this.period];
    if (this.hands.held || same(told, this.agreed)) return;
    // Another period alone says nothing yet: its window comes from Python.
    if (!same(this.window, this.announcer.told)) this.announceSoon();
    this.agreed = told;
    this.serial += 1;
    const [start, end] = this.window;
    const { period, serial } = this;
    this.channel?.postMessage({ ...this.state(), type: "rest" });
    this.toPython("view", { start, end, period, resting: !this.player.playing, serial });
  }

  // ---------------------------------------------------------------- what is shown

  redraw() {
    const { view } = this;
    this.narrow = this.width <= NARROW;
    if (!this.width) return;
    const open = view.element.classList.contains("open");
    const strip = (!this.narrow || open) && this.failed === null;
    view.element.classList.toggle("narrow", this.narrow);
    view.element.classList.toggle("middle", !this.narrow && this.width <= MIDDLE);
    this.chart.draw({
      width: this.width, narrow: this.narrow, strip, span: this.span, step: this.step,
      marks: this.given.marks, events: this.events, coverage: this.coverage, filter: this.filter,
      archives: this.archives,
    });
    const bands = this.archives.height > 0;
    view.caption.textContent = strip ? captionFor(this.chart.bins.name, this.narrow, bands) : "";
    showProblem(view.problem, this.failed ? `${this.failed} could not be loaded` : "", () => this.load());
    const [top, height] = [this.chart.top, this.chart.base - this.chart.top];
    const last = unitNumber(ceilTo(this.span[1], this.step), this.step);
    view.grips.forEach(({ box, field }) => {
      box.style.top = `${top}px`;
      box.style.height = `${height}px`;
      field.min = 0;
      field.max = last - unitNumber(this.span[0], this.step);
    });
    this.paint();
  }

  // Move the window; everything that follows from it happens once, in the next frame.
  show(window) {
    this.window = window;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
      const [start, end] = this.window;
      tell(this.channel, { type: "window", start, end });
    });
  }

  paint() {
    const { view, window, span, step, upTo } = this;
    const edges = this.chart.drawWindow(window);
    const unit = grain(window, step);
    const origin = unitNumber(span[0], step);
    const reach = this.narrow ? 40 : 20; // of a grip's touch area beyond the window
    const half = (edges[1] - edges[0]) / 2; // which the areas may take of it, and no more
    view.grips.forEach(({ box, field }, side) => {
      const at = window[side];
      const x = edges[side];
      const room = side ? this.width - x : x; // up to the page's end
      const within = Math.min(half, 4 + Math.max(0, reach - room));
      box.style.transform = `translateX(${x}px)`;
      field.style[side ? "left" : "right"] = `${-within}px`;
      field.style.width = `${within + Math.min(reach, room)}px`;
      field.value = unitNumber(side ? ceilTo(at, step) : at, step) - origin;
      field.setAttribute("aria-valuetext", edgeWords(at, side === 1, unit));
    });
    const words = upTo ? `Up to ${edgeWords(window[1], true, unit)}` : windowWords(window, step);
    write(view.words, words);
    view.words.classList.toggle("long", words.length > 24);
    write(view.length, upTo ? `since ${edgeWords(span[0], false, grain(span, step))}`
      : lengthWords(window, step));
    const ahead = this.visible?.nextStart(window[1]) ?? Infinity;
    if (this.visible) {
      const [n, all] = [this.visible.countIn(window), this.visible.total];
      const record = `${n.toLocaleString("en-GB")} of ${all.toLocaleString("en-GB")} events`;
      write(view.status, record + this.archives.words(window));
    } else write(view.status, this.failed === "Bars" ? "" : "Counting events");
    view.next.setAttribute("aria-disabled", String(ahead >= span[1]));
    clearTimeout(this.later); // fine print: once the hand slows down, not in a frame between two steps
    this.later = setTimeout(() => this.showDates(), FINE_PRINT);
    [view.element.dataset.start, view.element.dataset.end] = window;
  }

  showDates() {
    [this.view.from, this.view.to].forEach((field, side) => {
      const text = fieldWords(this.window[side], side === 1);
      if (field.value !== text && this.place.getRootNode().activeElement !== field) {
        field.value = text;
      }
    });
  }

  // ---------------------------------------------------------------- playback

  get where() {
    return { window: this.window, span: this.span, step: this.step, upTo: this.upTo };
  }

  // Go to a window by button, key or typed date.
  go(window) {
    this.player.pause({ report: false });
    write(this.view.hint, "");
    if (window && !same(window, this.window)) this.show(window);
    this.rest();
  }

  // A hand has taken hold: nothing is played or reported until it lets go.
  halt() {
    this.player.pause({ report: false });
    this.hush();
  }

  // What was about to be reported is not.
  hush() {
    clearTimeout(this.timer);
  }

  choosePeriod(id) {
    this.period = id;
    this.player.pause({ report: false });
    this.report();
  }

  setMode(upTo) {
    this.upTo = upTo;
    this.view.upTo.checked = upTo;
    this.view.single.checked = !upTo;
    this.view.element.classList.toggle("pinned", upTo);
    this.view.grips[0].field.disabled = upTo;
    this.view.from.disabled = upTo;
  }

  changeMode(upTo) {
    const [, end] = this.window;
    this.setMode(upTo);
    if (upTo) this.single = this.window;
    this.go(upTo ? [this.span[0], end] : endedAt(this.single, end, this.span, this.step));
  }

  // The window with one edge put elsewhere, on a step; an edge never passes the other.
  edged(side, at) {
    const [start, end] = this.window;
    const { span, step, upTo } = this;
    if (side) return [start, clamp(at, Math.min(boundary(start, step, 1), span[1]), span[1])];
    if (upTo) return this.window;
    return [clamp(at, span[0], Math.max(boundary(end, step, -1), span[0])), end];
  }

  watch() {
    const { signal } = this.stop;
    const on = (node, event, act) => node.addEventListener(event, act, { signal });
    on(document.fonts, "loadingdone", () => this.given && this.redraw());
    const { element } = this.view;
    const sized = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === this.width) return;
      this.width = contentRect.width;
      if (this.given) this.redraw();
    });
    this.width = element.clientWidth;
    sized.observe(element);
    signal.addEventListener("abort", () => sized.disconnect());
    watchTheme(() => this.retheme(), signal);
  }

  retheme() {
    const theme = themeOf(this.view.element);
    if (!this.given || theme === this.theme) return;
    this.theme = theme;
    this.redraw();
    this.tellState();
  }

  // The hand has let go: the reader is told to Python before what Python said meanwhile is heard.
  released() {
    this.report();
    const { waiting } = this;
    this.waiting = null;
    if (waiting) this.adopt(waiting);
  }

  close() {
    this.halt();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.later);
    clearTimeout(this.speaking);
    this.channel?.close();
    this.stop.abort();
    this.view.element.remove();
  }
}

// Called at the first run and at each rerun that changes the data or the theme; what it returns is
// called when the component leaves, but also for a run that a later one has overtaken.
export default function timeline({ parentElement, data, setStateValue }) {
  const place = parentElement.querySelector(".km-timeline-place");
  const old = parentElement.kmTimeline;
  if (old && !(old instanceof Timeline && old.place === place)) old.close();
  const keep = old instanceof Timeline && old.place === place && !old.stop.signal.aborted;
  const current = keep ? old : new Timeline(place);
  parentElement.kmTimeline = current;
  const turn = current.take(data, setStateValue);
  return () => setTimeout(() => { if (current.turn === turn) current.close(); }, 50);
}
