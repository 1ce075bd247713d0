// The list of articles: they come once; search, filters and order are the browser's own work.
const lists = new WeakMap();
const ONE_COLUMN = "(max-width: 900px)"; // as in page.css
const BATCH = 100; // entries drawn at a time
const MOST_PUBLISHERS = 40; // on offer at a time; rarer ones are found by their words

const FACETS = [
  { id: "country", name: "Country", value: (row) => row.country },
  { id: "kind", name: "Kind", value: (row) => row.kind },
  { id: "publisher", name: "Publisher", value: (row) => row.publisher, most: MOST_PUBLISHERS },
  { id: "dated", name: "Date known", value: (row) => DATED[row.published.length] },
];
const DATED = { 0: "not at all", 4: "to the year", 7: "to the month", 10: "to the day" };

const text = (a, b) => a.localeCompare(b, "en");
const newest = (a, b) => (a.published < b.published ? 1 : a.published > b.published ? -1 : 0);
// What has no date comes last in either order.
const oldest = (a, b) => !a.published - !b.published || -newest(a, b);
const ORDERS = {
  newest: ["Newest first", newest],
  oldest: ["Oldest first", oldest],
  publisher: ["Publisher, A to Z", (a, b) => text(a.publisher, b.publisher) || newest(a, b)],
  country: ["Country, A to Z", (a, b) => text(a.country, b.country) || newest(a, b)],
  kind: ["Kind, A to Z", (a, b) => text(a.kind, b.kind) || newest(a, b)],
  events: ["Most events first", (a, b) => b.supports.length - a.supports.length || newest(a, b)],
  claims: ["Most claims first", (a, b) => claimsOf(b) - claimsOf(a) || newest(a, b)],
};

class Articles {
  constructor(root) {
    this.built = new Map();
    this.citings = new Map();
    this.chosen = { text: "", serial: 0 };
    this.filters = new Filters(
      { serial: 0, hint: "Title, publisher, address" },
      (chosen) => {
        this.chosen = { text: "", ...chosen };
        this.narrowDown();
      },
    );
    this.order = el(
      "select",
      { onchange: () => this.narrowDown() },
      ...Object.entries(ORDERS).map(([value, [name]]) => el("option", { value }, name)),
    );
    this.from = this.year("First year");
    this.to = this.year("Last year");
    this.count = el("p", { class: "count-words", role: "status" });
    this.list = el("div", { class: "list", role: "region", "aria-label": "Articles" });
    this.more = el("p", { class: "onward" });
    root.replaceChildren(
      el(
        "header",
        {},
        el("h2", {}, "Every article"),
        el(
          "p",
          { class: "lead" },
          "Open one to see which events cite it, whether they were compared with it, which claims " +
            "were read in it, and how to cite it.",
        ),
      ),
      this.side(),
      el(
        "div",
        { class: "main" },
        el(
          "div",
          { class: "tools" },
          this.filters.field,
          el("label", { class: "tool" }, el("span", {}, "Order"), this.order),
        ),
        this.count,
        this.list,
        this.more,
      ),
    );
    this.onLibrary = () => this.take();
    document.addEventListener("kashmir-map-library", this.onLibrary);
  }

  year(name) {
    return el("input", {
      type: "text", inputmode: "numeric", maxlength: 4, autocomplete: "off", "aria-label": name,
      oninput: () => this.narrowDown(),
    });
  }

  side() {
    this.reset = el("button", { class: "textual", type: "button", onclick: () => this.clear() }, "Show all");
    this.sheet = el(
      "details",
      { class: "sheet" },
      el("summary", {}, "Filters"),
      el("div", { class: "top" }, el("h3", {}, "Filters"), this.reset),
      el("p", { class: "small" }, "Tick what is to be listed; nothing ticked lists all."),
      this.filters.facets,
      el(
        "div",
        { class: "years", role: "group", "aria-label": "Published" },
        el("span", {}, "Published from"), this.from, el("span", {}, "to"), this.to,
      ),
      this.undated = el("p", { class: "small" }),
    );
    foldOn(ONE_COLUMN, this.sheet);
    return el("aside", { class: "key", "aria-label": "Filters" }, this.sheet);
  }

  update(data, ask) {
    this.data = data;
    this.ask = ask;
    this.take();
    if (data.citation) this.citings.get(data.citation.id)?.show(data.citation.forms);
  }

  // The articles, once they are there; a page that comes back finds others' or its own.
  take() {
    const library = window.kashmirMapLibrary;
    if (!this.data || library?.channel !== this.data.shelf || library === this.library) return;
    this.library = library;
    this.built.clear();
    this.words = new Map(
      library.rows.map((row) => [row, `${row.title} ${publisherWords(row)} ${row.url}`.toLowerCase()]),
    );
    const years = library.rows.map((row) => row.published.slice(0, 4)).filter(Boolean).sort();
    [this.from.placeholder, this.to.placeholder] = [years[0] ?? "", years.at(-1) ?? ""];
    this.narrowDown();
  }

  clear() {
    for (const field of [this.from, this.to]) field.value = "";
    this.filters.clear();
  }

  // A year that is typed to its end; a half one narrows nothing yet.
  typedYear(field) {
    return /^\d{4}$/.test(field.value) ? field.value : "";
  }

  tests() {
    const words = this.chosen.text.toLowerCase().split(/\s+/).filter(Boolean);
    const [from, to] = [this.typedYear(this.from), this.typedYear(this.to)];
    const tests = new Map();
    if (words.length) tests.set("text", (row) => words.every((word) => this.words.get(row).includes(word)));
    if (from || to) {
      tests.set("years", ({ published }) => {
        const year = published.slice(0, 4);
        return year && (!from || year >= from) && (!to || year <= to);
      });
    }
    for (const { id, value } of FACETS) {
      const asked = new Set(this.chosen[id] ?? []);
      if (asked.size) tests.set(id, (row) => asked.has(value(row)));
    }
    return tests;
  }

  narrowDown() {
    if (!this.library) return;
    const tests = [...this.tests()];
    const { rows } = this.library;
    const passing = (without) => {
      const others = tests.filter(([id]) => id !== without).map(([, test]) => test);
      return rows.filter((row) => others.every((test) => test(row)));
    };
    const { text: typed, serial } = this.chosen;
    this.filters.show({
      serial,
      text: typed.trim(),
      groups: FACETS.map((facet) => this.group(facet, passing(facet.id))),
    });
    this.found = passing(null).sort(ORDERS[this.order.value][1]);
    this.tell(tests);
    this.list.replaceChildren();
    this.draw(BATCH);
  }

  // Values of one facet with the number of articles that the other filters leave to each.
  group({ id, name, value, most = Infinity }, rows) {
    const counts = new Map();
    for (const row of rows) counts.set(value(row), (counts.get(value(row)) ?? 0) + 1);
    const asked = new Set(this.chosen[id] ?? []);
    for (const one of asked) if (!counts.has(one)) counts.set(one, 0);
    const options = [...counts]
      .sort(([a, n], [b, m]) => m - n || text(a, b))
      .filter(([one], place) => place < most || asked.has(one))
      .map(([one, count]) => ({ id: one, name: one, count, chosen: asked.has(one) }));
    return { id, name, options };
  }

  tell(tests) {
    const [found, all] = [this.found.length, this.library.rows.length];
    this.reset.hidden = !tests.length;
    this.count.textContent =
      found === all ? `${counted(all, "article")}.`
      : found ? `${found.toLocaleString("en")} of ${counted(all, "article")}.`
      : "No article is like this. Try fewer words, or take a filter away.";
    const dated = tests.some(([id]) => id === "years");
    const without = this.library.rows.filter((row) => !row.published).length;
    this.undated.textContent = dated ? `${counted(without, "article")} without a date left out.` : "";
  }

  draw(count) {
    const from = this.list.children.length;
    this.list.append(...this.found.slice(from, from + count).map((row) => this.entry(row)));
    const left = this.found.length - this.list.children.length;
    const onward = (words, n) =>
      el("button", { class: "way-button", type: "button", onclick: () => this.go(n) }, words);
    this.more.replaceChildren(
      ...(left > BATCH ? [onward(`Show ${BATCH} more`, BATCH)] : []),
      ...(left ? [onward(`Show all ${left.toLocaleString("en")} that are left`, left)] : []),
    );
  }

  go(count) {
    const first = this.list.children.length;
    this.draw(count);
    this.list.children[first]?.firstChild.focus({ preventScroll: true });
  }

  entry(row) {
    if (!this.built.has(row.id)) {
      const cite = () => {
        const citing = new Citing("Cite this article", () => this.ask("cite", row.id));
        this.citings.set(row.id, citing);
        return citing.element;
      };
      const address = (event) => `./?${new URLSearchParams({ event, ...this.data.pinned })}`;
      const more = () => articleBody(row, this.library.events, address, cite());
      this.built.set(row.id, articleEntry(row, more));
    }
    return this.built.get(row.id);
  }

  close() {
    this.filters.close();
    document.removeEventListener("kashmir-map-library", this.onLibrary);
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".articles");
  let list = lists.get(root);
  if (!list) {
    list = new Articles(root);
    lists.set(root, list);
  }
  list.turn = (list.turn || 0) + 1;
  const { turn } = list;
  list.update(data, setTriggerValue);
  // What is returned is also called for a run that a later one has overtaken.
  return () =>
    setTimeout(() => {
      if (list.turn !== turn) return;
      list.close();
      lists.delete(root);
    }, 50);
}
