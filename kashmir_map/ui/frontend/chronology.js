// The chronology: which entries, in which order, Python says; they are built once and kept here.
const chronologies = new WeakMap();
const ONE_COLUMN = "(max-width: 900px)"; // as in page.css
const BY_TIME = ["oldest", "newest"];

class Chronology {
  constructor(root, data) {
    this.built = new Map();
    this.groups = new Map();
    this.filters = new Filters(data.filters, (value) => this.ask("filter", value));
    this.count = el("p", { class: "count-words", role: "status" });
    this.words = el("span");
    const clear = () => this.filters.clear();
    this.filtered = el(
      "p",
      { class: "filtered" },
      this.words,
      " ",
      el("button", { class: "textual", onclick: clear }, "show all"),
    );
    this.notices = el("div");
    this.order = el("select", { onchange: () => this.ask("order", this.order.value) });
    this.windowed = el("input", {
      type: "checkbox",
      onchange: () => this.ask("windowed", this.windowed.checked),
    });
    this.windowWords = el("b");
    this.jump = el("select", { onchange: () => this.go(this.jump.value) });
    this.years = el("dl", { class: "years" });
    this.list = el("div", { class: "entries", role: "region", "aria-label": "Events" });
    this.foot = el("p", { class: "foot" });
    root.replaceChildren(
      this.head(),
      this.side(),
      el("div", { class: "main" }, this.list, this.foot),
      el("nav", { class: "index", "aria-label": "Jump to a year" }, this.years),
    );
    this.onLibrary = () => this.render();
    document.addEventListener("kashmir-map-library", this.onLibrary);
  }

  head() {
    const field = (name, control, className) =>
      el("label", { class: `tool ${className}` }, el("span", {}, name), control);
    return el(
      "header",
      { class: "top-of-page" },
      el("h1", {}, "Chronology"),
      this.count,
      this.filtered,
      this.notices,
      el(
        "div",
        { class: "tools" },
        this.filters.field,
        field("Order", this.order, "order"),
        field("Jump to year", this.jump, "jump"),
      ),
      el(
        "label",
        { class: "windowed" },
        this.windowed,
        el("span", {}, "Only the map’s window, ", this.windowWords),
      ),
    );
  }

  side() {
    const { facets, several, rule } = this.filters;
    this.sheet = el(
      "details",
      { class: "sheet" },
      el("summary", {}, "Filters"),
      el("h2", {}, "Filters"),
      el("p", { class: "small" }, "Tick what is to be listed; nothing ticked lists all."),
      facets, several.row, rule,
    );
    foldOn(ONE_COLUMN, this.sheet);
    return el("aside", { class: "key", "aria-label": "Filters" }, this.sheet);
  }

  take(data, ask) {
    this.data = data;
    this.ask = ask;
    this.render();
  }

  render() {
    const { data } = this;
    const library = window.kashmirMapLibrary;
    if (!data || library?.channel !== data.shelf) return;
    if (this.library !== library) {
      this.library = library;
      this.built.clear();
      this.groups.clear();
      this.rows = new Map(library.rows.map((row) => [row.position, row]));
    }
    const family = new Map(library.rows.map((row) => [row.type, row.family]));
    this.filters.show(data.filters, { type: (type) => this.sign(type, family.get(type)) });
    this.words.textContent = data.filters.words;
    this.filtered.hidden = !data.filters.words;
    this.count.textContent = data.countWords;
    this.notices.replaceChildren(...linkNotices(data.notices));
    this.fill(this.order, data.orders, data.order);
    this.windowed.checked = data.windowed;
    this.windowWords.textContent = data.windowWords;
    const query = new URLSearchParams(location.search);
    this.foot.textContent = [
      `Kashmir context map, chronology: ${data.countWords}.`,
      data.filters.words,
      `${data.version}.`,
      `${location.origin}${location.pathname}${query.size ? `?${query}` : ""}`,
    ].filter(Boolean).join(" ");
    const key = JSON.stringify([data.positions, data.order, data.link]);
    if (key === this.drawn) return;
    const first = this.drawn === undefined;
    this.drawn = key;
    this.show();
    // Who comes from an open event finds it in the middle of the others.
    const current = first && this.built.get(data.selected)?.element;
    if (current) requestAnimationFrame(() => current.scrollIntoView({ block: "center" }));
  }

  sign(type, family = "politics") {
    const picture = svg("svg", { viewBox: "0 0 24 24", width: 15, height: 15, "aria-hidden": "true" });
    picture.append(glyph(this.library.glyphs, type, 24, `var(--km-${family})`));
    return picture;
  }

  fill(select, pairs, chosen) {
    const key = JSON.stringify(pairs);
    if (select.dataset.pairs !== key) {
      select.dataset.pairs = key;
      select.replaceChildren(...pairs.map(([value, name]) => el("option", { value }, name)));
    }
    select.value = chosen;
  }

  show() {
    const { positions, order, years } = this.data;
    const timely = BY_TIME.includes(order);
    const heading = {
      match: () => "Best match first",
      sources: (row) => row.source_step,
      deaths: (row) => row.death_step,
    }[order] || ((row) => row.year);
    const groups = new Map();
    for (const position of positions) {
      const row = this.rows.get(position);
      const name = heading(row);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(row);
    }
    this.addresses = this.ways();
    arrange(
      this.list,
      positions.length ? [...groups].map(([name, rows]) => this.group(name, rows, timely)) : [this.nothing()],
    );
    this.list.classList.toggle("timely", timely);
    this.jump.closest("label").hidden = !timely || !years.length;
    this.fill(this.jump, [["", "Year"], ...years.map(([year, n]) => [year, `${year} (${n})`])], "");
    this.index(timely ? years : [], order);
  }

  nothing() {
    const { windowed, filters } = this.data;
    const where = windowed ? "in the map’s window" : "of the record";
    const way = (words, go) => el("button", { class: "textual", onclick: go }, words);
    return el(
      "p",
      { class: "nothing" },
      filters.words ? `No event ${where} is like this. ` : `There is no event ${where}. `,
      filters.words ? way("Show what is filtered out", () => this.filters.clear()) : null,
      filters.words && windowed ? " or " : null,
      windowed ? way("look in the whole record", () => this.ask("windowed", false)) : null,
      filters.words ? ". A word is found in any spelling; fewer words find more." : ".",
    );
  }

  group(name, rows, timely) {
    let group = this.groups.get(name);
    if (!group) {
      const count = el("span");
      const head = el("h2", { class: "year", tabindex: -1 }, name, count);
      const element = el("div", { class: "group", "data-year": name }, head);
      group = { element, head, count, days: new Map() };
      this.groups.set(name, group);
    }
    write(group.count, plural(rows.length));
    const days = timely ? this.byDay(rows) : [["", rows]];
    arrange(group.element, [group.head, ...days.map(([day, some]) => this.day(group, day, some))]);
    group.element.style.containIntrinsicBlockSize = `auto ${42 + 18 * days.length + 76 * rows.length}px`; // about
    return group.element;
  }

  byDay(rows) {
    const days = new Map();
    for (const row of rows) {
      if (!days.has(row.day)) days.set(row.day, []);
      days.get(row.day).push(row);
    }
    return [...days];
  }

  // A day with its entries; without a day, entries in an order that is not one of time.
  day(group, day, rows) {
    let known = group.days.get(day);
    if (!known) {
      const events = el("ol", { class: "day-events" });
      const date = el("h3", { class: "date" }, day.replace(/ \d{4}(?=$|,)/, ""));
      known = { element: day ? el("div", { class: "day" }, date, events) : events, events };
      group.days.set(day, known);
    }
    arrange(known.events, rows.map((row) => this.entry(row, Boolean(day))));
    return known.element;
  }

  entry(row, timely) {
    let entry = this.built.get(row.id);
    if (!entry) {
      const words = eventWords(row);
      const day = el("span", { class: "when" }, row.day);
      const toll = el("span", { class: "toll" }, row.death_words);
      words.prepend(day);
      words.append(toll);
      const go = (href) => this.ask("go", href);
      const anchor = pageLink("./", go, { class: "row", "data-event": row.id }, symbol(this.library.glyphs, row), words);
      entry = { element: el("li", { class: "entry" }, anchor), anchor, day, toll };
      this.built.set(row.id, entry);
    }
    entry.day.hidden = timely;
    entry.toll.hidden = this.data.order !== "deaths" || !row.death_words;
    entry.anchor.href = this.address(row);
    if (row.id === this.data.selected) entry.anchor.setAttribute("aria-current", "true");
    else entry.anchor.removeAttribute("aria-current");
    return entry.element;
  }

  // Links to the map: for events in the reader's window, and for others in the days around them.
  ways() {
    const { from, to, period, story, event, ...others } = this.data.link;
    const time = { from, to, period, ...(story ? { story } : {}) };
    return [{ ...time, ...others }, others].map((query) => new URLSearchParams(query).toString());
  }

  address(row) {
    const [start, end] = this.data.window;
    const way = this.addresses[row.start < end && row.end > start ? 0 : 1];
    return `./?${way ? `${way}&` : ""}event=${encodeURIComponent(row.id)}`;
  }

  // By decade, as at the back of a book.
  index(years, order) {
    const decades = new Map();
    for (const [year, count] of order === "newest" ? [...years].reverse() : years) {
      const decade = `${year.slice(0, -1)}0s`;
      if (!decades.has(decade)) decades.set(decade, []);
      decades.get(decade).push([year, plural(count)]);
    }
    this.years.replaceChildren(
      ...[...decades].flatMap(([decade, some]) => [
        el("dt", {}, decade),
        el(
          "dd",
          {},
          ...some.map(([year, words]) =>
            el(
              "button",
              { onclick: () => this.go(year), title: words, "aria-label": `${year}, ${words}` },
              year,
            ),
          ),
        ),
      ]),
    );
  }

  go(year) {
    const group = [...this.list.children].find((one) => one.dataset.year === year);
    if (!group) return;
    group.scrollIntoView({ block: "start" });
    group.firstChild.focus({ preventScroll: true });
    this.jump.value = "";
  }

  close() {
    this.filters.close();
    document.removeEventListener("kashmir-map-library", this.onLibrary);
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".chronology");
  let page = chronologies.get(root);
  if (!page) {
    page = new Chronology(root, data);
    chronologies.set(root, page);
  }
  page.turn = (page.turn || 0) + 1;
  const { turn } = page;
  page.take(data, setTriggerValue);
  // What is returned is also called for a run that a later one has overtaken.
  return () =>
    setTimeout(() => {
      if (page.turn !== turn) return;
      page.close();
      chronologies.delete(root);
    }, 50);
}
