// Where the window goes next: pure functions of window, span, step and events.
// A place is {window, span, step, upTo}; a window is [start, end), wall minutes.

import {
  addUnits, ceilTo, floorTo, grain, isWhole, unitNumber, unitStart,
} from "./dates.js";

// Move a window into a span, keeping its length where it can.
export function within([start, end], span, step) {
  if (end - start >= span[1] - span[0]) return [...span];
  if (start < span[0]) return [span[0], sameLength([start, end], span[0], step, 1)];
  if (end > span[1]) return [sameLength([start, end], span[1], step, -1), span[1]];
  return [start, end];
}

// The other edge of a window of the same length: in units when both are whole, else in minutes.
function sameLength(window, edge, step, sign) {
  if (!isWhole(window, step) || floorTo(edge, step) !== edge) {
    return edge + sign * (window[1] - window[0]);
  }
  const units = unitNumber(window[1], step) - unitNumber(window[0], step);
  return unitStart(unitNumber(edge, step) + sign * units, step);
}

// Start the window elsewhere with the same length.
export function startedAt(window, start, span, step) {
  return within([start, sameLength(window, start, step, 1)], span, step);
}

// End the window elsewhere with the same length.
export function endedAt(window, end, span, step) {
  return within([sameLength(window, end, step, -1), end], span, step);
}

// The nth step boundary after (n > 0) or before a minute.
export function boundary(at, step, n) {
  const from = n > 0 ? floorTo(at, step) : ceilTo(at, step);
  return unitStart(unitNumber(from, step) + n, step);
}

export function stepped({ window, span, step, upTo }, n) {
  if (upTo) return [span[0], clamp(boundary(window[1], step, n), firstEnd(span, step), span[1])];
  if (isWhole(window, step)) {
    return startedAt(window, unitStart(unitNumber(window[0], step) + n, step), span, step);
  }
  return startedAt(window, addUnits(window[0], step, n), span, step);
}

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const firstEnd = (span, step) => Math.min(span[1], boundary(span[0], step, 1));

// One frame of playback: a step on, except that empty stretches are skipped and that no event is
// passed unseen, however short the window is against the step. null at the end. Where the events
// could not be loaded (null) it goes step by step.
export function played(place, events) {
  const { window, span, step, upTo } = place;
  if (window[1] >= span[1]) return null;
  const next = stepped(place, 1);
  if (!events) return next;
  const ahead = events.nextStart(window[1]);
  if (upTo) {
    if (ahead === undefined || ahead >= span[1]) return [span[0], span[1]];
    return ahead < next[1] ? next : [span[0], Math.min(span[1], ceilTo(ahead + 1, step))];
  }
  if (ahead !== undefined && ahead < next[0]) return broughtIn(place, ahead);
  if (events.countIn(next) > 0) return next;
  if (ahead === undefined || ahead >= span[1]) return startedAt(window, span[1], span, step);
  return broughtIn(place, ahead);
}

// The least move forward that lets an event in: at the window's far end when the window is made of
// whole steps, so that playback glides on from there; else at its beginning.
function broughtIn({ window, span, step }, at) {
  if (isWhole(window, step)) {
    const units = unitNumber(at, step) - unitNumber(window[1], step) + 1;
    return startedAt(window, unitStart(unitNumber(window[0], step) + units, step), span, step);
  }
  return startedAt(window, Math.max(window[0] + 1, floorTo(at, grain(window, step))), span, step);
}

// The window that opens on the next event after it, or null.
export function nextEvent({ window, span, step, upTo }, events) {
  const at = events.nextStart(window[1]);
  if (at === undefined || at >= span[1]) return null;
  if (upTo) return [span[0], Math.min(span[1], ceilTo(at + 1, step))];
  return startedAt(window, floorTo(at, grain(window, step)), span, step);
}

// Where a window goes when the span changes: it stays, or moves in, or, having nothing in common
// with the new span, gives way to the whole of it.
export function moved(window, span, step) {
  const meets = window[0] < span[1] && window[1] > span[0];
  return meets ? within(window, span, step) : [...span];
}

// Where playback begins again once it has come to the end. A window that fills the span has nowhere
// to go and gives way to a slice of it.
export function rewound({ window, span, step, upTo }) {
  if (upTo) return [span[0], firstEnd(span, step)];
  return window[0] <= span[0] ? slice(span, step) : startedAt(window, span[0], span, step);
}

function slice(span, step) {
  const first = floorTo(span[0], step);
  const units = unitNumber(span[1] - 1, step) + 1 - unitNumber(first, step);
  const some = Math.max(1, Math.round(units / 24));
  return [span[0], Math.min(span[1], unitStart(unitNumber(first, step) + some, step))];
}

// The steps that suit a span, and the one to begin with.
export function stepsFor(span) {
  const days = (span[1] - span[0]) / 1440;
  const steps = [];
  if (days <= 370) steps.push("hour");
  if (days >= 2) steps.push("day");
  if (days >= 59) steps.push("month");
  if (days >= 730) steps.push("year");
  const usual = days <= 3 ? "hour" : days <= 400 ? "day" : days <= 6000 ? "month" : "year";
  return { steps, usual: steps.includes(usual) ? usual : steps[0] };
}
