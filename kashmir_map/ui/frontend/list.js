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
    { class: "row", tabindex: -1, "data-event": event.id, onclick: () => open(event.id) },
    symbol(glyphs, event),
    eventWords(event),
  );
  return el("li", {}, button);
}

const plural = (count) => `${count} ${count === 1 ? "event" : "events"}`;

// Entries are built once and kept: a new window only puts them together anew.
class EventList {
  // open: an event by its id; clear: the narrowing to some events; unfilter: the filter.
  constructor(open, clear, unfilter) {
    this.open = open;
    this.unfilter = unfilter;
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
    this.roving = new Roving(this.list, ".row", ["ArrowUp", "ArrowDown"]);
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
  show({ rows, chosen, selected, glyphs, ...others }) {
    const asked = chosen && new Set(chosen.ids);
    const shown = asked ? rows.filter((event) => asked.has(event.id)) : rows;
    this.total.textContent = plural(shown.length);
    this.narrowed.hidden = !chosen;
    this.words.textContent = chosen && chosen.label ? `Only ${chosen.label}. ` : "Only what was chosen. ";
    this.none.hidden = rows.length > 0;
    if (!rows.length) this.tellWays(others);
    const days = new Map();
    for (const event of shown) {
      if (!days.has(event.day)) days.set(event.day, []);
      days.get(event.day).push(event);
    }
    arrange(this.list, [...days].map(([day, events]) => this.group(day, events, glyphs)));
    this.roving.renew();
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

  // An empty list says why it is, and what to do. filtered: number of entries of the window that the
  // filter takes out; next, last: the entries after and before the window.
  tellWays({ filtered, next, last }) {
    const way = (words, go) => el("button", { class: "textual", onclick: go }, words);
    const wayTo = (word, row) => way(`${word}: ${row.day}, ${row.title}`, () => this.open(row.id));
    const parts = filtered
      ? [`The filter hides all ${plural(filtered)} of this window. `, way("Show them", this.unfilter)]
      : ["No events in this window. ", ...(next ? [wayTo("Next", next)] : [])];
    if (!filtered && !next && last) parts.push(wayTo("The last before it", last));
    if (!filtered) parts.push(next || last ? ". Or widen the window on the timeline." : "Widen the window on the timeline.");
    this.none.replaceChildren(...parts);
  }
}
