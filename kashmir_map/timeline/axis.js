// Words along the time axis: ticks, and labels of marked events. Positions are pixels from the
// left edge of the plot; `measure(text, bold)` gives a text's width.

import {
  DAY, clockWords, dayWords, floorTo, monthWords, parts, unitNumber, unitStart,
} from "./dates.js";

const GAP = 8;

const has = (n) => (number) => number % n === 0;
const yearly = (n, need = 44) => ({ unit: "year", keep: has(n), every: 525949 * n, need });
const hourly = (n) => ({ unit: "hour", keep: has(n), every: 60 * n, need: 52, major: "day" });

const weekly = (number) => parts(number * DAY).day % 7 === 1; // the 8th, 15th, 22nd, 29th

// Finest first; `every` is the distance of two ticks in minutes, `need` what one takes in pixels.
const LEVELS = [
  hourly(1), hourly(3), hourly(6), hourly(12),
  { unit: "day", keep: () => true, every: DAY, need: 30, major: "month" },
  { unit: "day", keep: weekly, every: 10080, need: 34, major: "month" },
  { unit: "month", keep: () => true, every: 43829, need: 90, major: "month" },
  { unit: "month", keep: () => true, every: 43829, need: 40, major: "year" },
  { unit: "month", keep: has(3), every: 131487, need: 40, major: "year" },
  yearly(1), yearly(2), yearly(5), yearly(10), yearly(20), yearly(25), yearly(50), yearly(100),
];

export function ticks(span, width, measure) {
  const minutes = span[1] - span[0];
  const fits = ({ every, need }) => (width * every) / minutes >= need;
  const level = LEVELS.find(fits) ?? LEVELS.at(-1);
  const x = (at) => ((at - span[0]) / minutes) * width;
  const taken = [];
  const out = [];
  const put = (at, label, major, tick = true) => {
    const from = x(at);
    const to = from + 4 + measure(label, major);
    const free = taken.every(([a, b]) => to + GAP <= a || from >= b + GAP);
    if (!label || !free || to > width + 12) return tick && out.push({ x: from, label: "", major });
    taken.push([from, to]);
    return out.push({ x: from, label, major, tick });
  };
  const majors = level.major ? starts(span, level.major) : [];
  majors.forEach((at, i) => put(at, majorWords(at, level.major, i === 0), true));
  if (level.major && majors[0] !== span[0]) {
    put(span[0], majorWords(span[0], level.major, true), true, false);
  }
  for (const at of starts(span, level.unit)) {
    const number = unitNumber(at, level.unit);
    if (majors.includes(at) || !level.keep(number)) continue;
    put(at, minorWords(at, level.unit), false);
  }
  return out;
}

function starts(span, unit) {
  const out = [];
  let number = unitNumber(span[0], unit);
  if (unitStart(number, unit) < span[0]) number += 1;
  for (; unitStart(number, unit) < span[1]; number += 1) out.push(unitStart(number, unit));
  return out;
}

function majorWords(at, unit, first) {
  if (unit === "year") return String(parts(at).year);
  if (unit === "month") return monthWords(at, { year: first || parts(at).month === 1 });
  return dayWords(at, { brief: true, year: first || floorTo(at, "year") === at });
}

function minorWords(at, unit) {
  if (unit === "hour") return clockWords(at);
  if (unit === "day") return String(parts(at).day);
  return unit === "month" ? monthWords(at, { brief: true, year: false }) : String(parts(at).year);
}

// Row (0 at the top) and side for each label, so that no label touches another or a leader line,
// in as few rows as can be. Leader lines run down from their own row. Labels that find no place
// are left out from the last on.
export function placeMarks(marks, left, right) {
  for (let count = marks.length; count > 0; count -= 1) {
    for (let rows = 1; rows <= count; rows += 1) {
      const found = search(marks.slice(0, count), rows, left, right, []);
      if (found) return { places: found, rows };
    }
  }
  return { places: [], rows: 0 };
}

function search(marks, rows, left, right, placed) {
  if (placed.length === marks.length) return placed;
  const { x, width } = marks[placed.length];
  for (let row = 0; row < rows; row += 1) {
    for (const side of ["right", "left"]) {
      const from = side === "right" ? x + 5 : x - 5 - width;
      const place = { x, from, to: from + width, row, side };
      if (from < left || place.to > right || placed.some((other) => clash(place, other))) continue;
      const found = search(marks, rows, left, right, [...placed, place]);
      if (found) return found;
    }
  }
  return null;
}

function clash(a, b) {
  if (a.row === b.row && a.from < b.to + GAP && b.from < a.to + GAP) return true;
  const crosses = (line, text) =>
    line.row <= text.row && line.x > text.from - 5 && line.x < text.to + 5;
  return crosses(a, b) || crosses(b, a) || Math.abs(a.x - b.x) < 1;
}
