// Wall minutes: minutes since 1970-01-01T00:00 of the local clock at the event's place, negative
// before. Integer arithmetic alone: JavaScript's Date knows the browser's time zone, which must
// never move a day. Intervals are half open.

export const DAY = 1440;
export const UNITS = ["hour", "day", "month", "year"];
const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

// Days since 1970-01-01 of the proleptic Gregorian calendar (Howard Hinnant's algorithm).
export function daysFromCivil(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function civilFromDays(days) {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524)
      - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153); // months counted from March
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

export function wallMinute(year, month = 1, day = 1, hour = 0, minute = 0) {
  return daysFromCivil(year, month, day) * DAY + hour * 60 + minute;
}

export function parts(at) {
  const days = Math.floor(at / DAY);
  const rest = at - days * DAY;
  return { ...civilFromDays(days), hour: Math.floor(rest / 60), minute: rest % 60 };
}

// The number of the unit that a minute lies in, counted from an arbitrary origin.
export function unitNumber(at, unit) {
  if (unit === "minute") return at;
  if (unit === "hour") return Math.floor(at / 60);
  if (unit === "day") return Math.floor(at / DAY);
  const { year, month } = parts(at);
  return unit === "month" ? year * 12 + month - 1 : year;
}

export function unitStart(number, unit) {
  if (unit === "minute") return number;
  if (unit === "hour") return number * 60;
  if (unit === "day") return number * DAY;
  if (unit === "year") return wallMinute(number);
  const year = Math.floor(number / 12);
  return wallMinute(year, number - year * 12 + 1);
}

export function floorTo(at, unit) {
  return unitStart(unitNumber(at, unit), unit);
}

export function ceilTo(at, unit) {
  const floor = floorTo(at, unit);
  return floor === at ? at : unitStart(unitNumber(at, unit) + 1, unit);
}

export function nearest(at, unit) {
  const below = floorTo(at, unit);
  const above = ceilTo(at, unit);
  return at - below < above - at ? below : above;
}

export function isWhole([start, end], unit) {
  return floorTo(start, unit) === start && floorTo(end, unit) === end;
}

// The same clock time n units on; 31 January and a month is the last day of February.
export function addUnits(at, unit, n) {
  if (unit !== "month" && unit !== "year") return at + n * unitStart(1, unit);
  const { year, month, day, hour, minute } = parts(at);
  const number = year * 12 + month - 1 + (unit === "year" ? 12 * n : n);
  const first = unitStart(number, "month");
  const length = (unitStart(number + 1, "month") - first) / DAY;
  return first + (Math.min(day, length) - 1) * DAY + hour * 60 + minute;
}

// The coarsest unit, no coarser than the step, in which an interval is whole.
export function grain(interval, step) {
  const from = Math.max(UNITS.indexOf(step), 0);
  for (let i = from; i >= 0; i -= 1) if (isWhole(interval, UNITS[i])) return UNITS[i];
  return "minute";
}

// ---------------------------------------------------------------- words

const two = (n) => String(n).padStart(2, "0");
const monthName = (month, brief) => brief ? MONTHS[month - 1].slice(0, 3) : MONTHS[month - 1];
const spokenUnit = (interval, step) => grain(interval, step === "hour" ? "day" : step);

export function clockWords(at) {
  const { hour, minute } = parts(at);
  return `${two(hour)}:${two(minute)}`;
}

export function dayWords(at, { brief = false, year = true } = {}) {
  const date = parts(at);
  return `${date.day} ${monthName(date.month, brief)}${year ? ` ${date.year}` : ""}`;
}

export function monthWords(at, { brief = false, year = true } = {}) {
  const date = parts(at);
  return `${monthName(date.month, brief)}${year ? ` ${date.year}` : ""}`;
}

// What is written for one edge: of the end, its last day (month, year), since readers count it in.
export function edgeWords(at, isEnd, unit, options) {
  if (unit === "minute" || unit === "hour") {
    const midnight = isEnd && floorTo(at, "day") === at;
    const [day, clock] = midnight ? [at - 1, "24:00"] : [at, clockWords(at)];
    return `${dayWords(day, options)}, ${clock}`;
  }
  const inside = isEnd ? at - 1 : at;
  if (unit === "day") return dayWords(inside, options);
  return unit === "month" ? monthWords(inside, options) : String(parts(inside).year);
}

export function windowWords(window, step) {
  const [start, end] = window;
  const unit = spokenUnit(window, step);
  const [a, b] = [parts(start), parts(end - 1)];
  const sameYear = a.year === b.year;
  const sameMonth = sameYear && a.month === b.month;
  const sameDay = sameMonth && a.day === b.day;
  if (unit === "year") return sameYear ? `${a.year}` : `${a.year} – ${b.year}`;
  if (unit === "month") {
    if (sameMonth) return monthWords(start);
    const brief = !sameYear;
    return `${monthWords(start, { brief, year: !sameYear })} – ${monthWords(end - 1, { brief })}`;
  }
  if (unit === "day") {
    if (sameDay) return dayWords(start);
    if (sameMonth) return `${a.day} – ${dayWords(end - 1)}`;
    const brief = !sameYear;
    return `${dayWords(start, { brief, year: !sameYear })} – ${dayWords(end - 1, { brief })}`;
  }
  const close = clockWords(end) === "00:00" ? "24:00" : clockWords(end);
  if (sameDay) return `${dayWords(start)}, ${clockWords(start)} – ${close}`;
  const brief = { brief: true };
  const from = `${dayWords(start, { brief: true, year: !sameYear })} ${clockWords(start)}`;
  return `${from} – ${dayWords(end - 1, brief)} ${close}`;
}

export function lengthWords(window, step) {
  const [start, end] = window;
  const unit = spokenUnit(window, step);
  const say = (n, name) => `${n.toLocaleString("en-GB")} ${name}${n === 1 ? "" : "s"}`;
  if (unit !== "hour" && unit !== "minute") {
    return say(unitNumber(end, unit) - unitNumber(start, unit), unit);
  }
  const minutes = end - start;
  const days = minutes >= 2 * DAY ? Math.floor(minutes / DAY) : 0;
  const rest = minutes - days * DAY;
  const named = [[days, "day"], [Math.floor(rest / 60), "hour"], [rest % 60, "minute"]];
  return named.filter(([n]) => n).slice(0, 2).map(([n, name]) => say(n, name)).join(" ");
}

// What stands in the typed fields; parseDate reads it back to the same interval.
export function fieldWords(at, isEnd) {
  if (floorTo(at, "day") === at) return dayWords(isEnd ? at - 1 : at, { brief: true });
  return `${dayWords(at, { brief: true })} ${clockWords(at)}`;
}

const ISO = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[t ](\d{1,2})(?::(\d{2}))?)?)?)?$/;
const SPOKEN = /^(?:(\d{1,2}) )?([a-z]{3,9})\.? (\d{4})(?:,? (\d{1,2}):(\d{2}))?$/;
const AMERICAN = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/;

// "2025", "2025-05", "2025-05-07", "2025-05-07T05:30", "7 May 2025", "May 2025", "May 7, 2025":
// the interval it names, or null. A clock time is an instant: an interval of no length.
export function parseDate(text) {
  const clean = text.trim().replace(/\s+/g, " ").toLowerCase();
  let [year, month, day, hour, minute] = [];
  let found = ISO.exec(clean);
  if (found) [, year, month, day, hour, minute] = found;
  else if ((found = SPOKEN.exec(clean))) [, day, month, year, hour, minute] = found;
  else if ((found = AMERICAN.exec(clean))) [, month, day, year] = found;
  else return null;
  if (month && !/^\d/.test(month)) {
    month = MONTHS.findIndex((name) => name.toLowerCase().startsWith(month)) + 1;
  }
  const date = [year, month ?? 1, day ?? 1].map(Number);
  const at = wallMinute(...date, Number(hour ?? 0), Number(minute ?? 0));
  const back = parts(at);
  const exists = back.year === date[0] && back.month === date[1] && back.day === date[2];
  if (!exists || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59) return null;
  if (hour !== undefined) return [at, at];
  const unit = day !== undefined ? "day" : month !== undefined ? "month" : "year";
  return [at, unitStart(unitNumber(at, unit) + 1, unit)];
}
