// The list of events: the map's twin for the keyboard, for screen readers and for reading.
function eventWords(event) {
  const evidence = el("span", { class: "evidence" }, event.evidence);
  if (event.oneSided) evidence.append(el("span", { class: "one-sided" }, event.oneSided));
  return el(
    "span",
    { class: "words" },
    el("span", { class: "title" }, event.title),
    el("span", { class: "meta" }, event.meta),
    evidence,
  );
}

function eventRow(event, glyphs, open) {
  const button = el(
    "button",
    { class: "row", "data-event": event.id, onclick: () => open(event.id) },
    symbol(glyphs, event),
    eventWords(event),
  );
  return el("li", {}, button);
}

const plural = (count) => `${count} ${count === 1 ? "event" : "events"}`;

// Entries are built once and kept: a new window only puts them together anew.
class EventList {
  constructor(open, clear) {
    this.open = open;
    this.built = new Map();
    this.days = new Map();
    this.total = el("strong");
    this.onMap = el("span", { class: "on-map" });
    this.head = el(
      "div",
      { class: "head" },
      this.total,
      el("span", { class: "order" }, "in time order"),
      this.onMap,
    );
    this.narrowed = el("p", { class: "narrowed" });
    this.words = el("span");
    this.narrowed.append(this.words, el("button", { class: "textual", onclick: clear }, "Show all"));
    this.none = el("p", { class: "none" });
    this.list = el("ol", { class: "events", "aria-label": "Events in view" });
    this.parts = [this.head, this.narrowed, this.none, this.list];
  }

  row(event, glyphs) {
    let row = this.built.get(event.id);
    if (!row) {
      row = eventRow(event, glyphs, this.open);
      this.built.set(event.id, row);
    }
    return row;
  }

  // rows: entries of the window; chosen: those that a click asked for, or null.
  show({ rows, chosen, selected, next, glyphs }) {
    const asked = chosen && new Set(chosen.ids);
    const shown = asked ? rows.filter((event) => asked.has(event.id)) : rows;
    this.total.textContent = plural(shown.length);
    this.narrowed.hidden = !chosen;
    this.words.textContent = chosen && chosen.label ? `Only ${chosen.label}. ` : "Only what was chosen. ";
    this.none.hidden = rows.length > 0;
    if (!rows.length) this.tellNext(next);
    const days = new Map();
    for (const event of shown) {
      if (!days.has(event.day)) days.set(event.day, []);
      days.get(event.day).push(event);
    }
    arrange(this.list, [...days].map(([day, events]) => this.group(day, events, glyphs)));
    this.mark(selected);
  }

  // One day with its events. A day out of sight costs the page nothing, not even in a scrub.
  group(day, events, glyphs) {
    const key = events.map((event) => event.id).join();
    const known = this.days.get(day);
    if (known?.key === key) return known.group;
    const group = el(
      "li",
      { class: "day" },
      el(
        "p",
        { class: "date" },
        el("span", {}, day),
        el("span", { class: "count" }, plural(events.length)),
      ),
      el("ol", {}, ...events.map((event) => this.row(event, glyphs))),
    );
    group.style.containIntrinsicBlockSize = `auto ${28 + 84 * events.length}px`; // about
    this.days.set(day, { key, group });
    return group;
  }

  mark(selected) {
    if (this.marked) this.marked.removeAttribute("aria-current");
    this.marked = selected && this.built.get(selected)?.firstChild;
    if (this.marked) this.marked.setAttribute("aria-current", "true");
  }

  tellNext(next) {
    if (!next) {
      this.none.replaceChildren("No events in this window, and none after it.");
      return;
    }
    this.none.replaceChildren(
      "No events in this window. ",
      el(
        "button",
        { class: "textual", onclick: () => this.open(next.id) },
        `Next: ${next.day}, ${next.title}`,
      ),
    );
  }
}
