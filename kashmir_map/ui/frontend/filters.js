// Filters beside the types: each facet opens on its values; of ticked ones, these alone pass. Built
// once; later runs write counts and ticks, so that the focus stays where the reader is.
const TYPING = 250; // ms without a key until the words are sent
let fields = 0;

class Filters {
  constructor(data, send) {
    this.send = send;
    this.serial = data.serial; // of the last change; an older answer does not undo it
    this.groups = new Map();
    this.facets = el("div", { class: "facets" });
    fields += 1;
    const id = `search-${fields}`;
    this.text = el("input", {
      id, type: "search", autocomplete: "off", spellcheck: "false", maxlength: "80",
      placeholder: data.hint || "Any place, actor or word", dir: "auto", enterkeyhint: "search",
      oninput: () => this.later(), onkeydown: (event) => this.press(event),
    });
    this.field = el("div", { class: "find" }, el("label", { for: id }, "Search"), this.text);
    if (!data.several) return;
    this.several = this.option(data.several.name);
    this.several.row.classList.add("several");
    this.rule = el("p", { class: "small" }, data.several.sentence);
  }

  press(event) {
    if (event.isComposing || event.key !== "Enter") return;
    event.preventDefault();
    this.report();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.report(), TYPING);
  }

  report() {
    clearTimeout(this.timer);
    this.timer = null;
    this.serial += 1;
    const chosen = {};
    for (const [name, { options }] of this.groups) {
      chosen[name] = [...options].filter(([, { input }]) => input.checked).map(([id]) => id);
    }
    const { serial } = this;
    const several = Boolean(this.several?.input.checked);
    this.send({ ...chosen, several, text: this.text.value, serial });
  }

  clear() {
    clearTimeout(this.timer);
    this.timer = null;
    this.serial += 1;
    this.send({ hidden: [], serial: this.serial });
    this.text.value = "";
    for (const input of this.inputs()) input.checked = false;
  }

  inputs() {
    const listed = [...this.groups.values()].flatMap(({ options }) => [...options.values()]);
    return [...(this.several ? [this.several] : []), ...listed].map(({ input }) => input);
  }

  option(name, mark = null) {
    const input = el("input", { type: "checkbox", onchange: () => this.report() });
    const count = el("span", { class: "count" });
    const row = el(
      "label",
      { class: mark ? "tick marked" : "tick" },
      input, mark, el("span", { class: "name" }, name), count,
    );
    return { input, count, row };
  }

  group({ id, name }) {
    const state = el("span", { class: "state" });
    const box = el("div", { class: "ticks", role: "group", "aria-label": name });
    const element = el(
      "details",
      { class: "facet" },
      el("summary", {}, el("span", {}, name), state),
      box,
    );
    const group = { element, state, box, options: new Map(), shown: "" };
    this.groups.set(id, group);
    this.facets.append(element);
    return group;
  }

  // Whether what is given is the answer to the last change, so that the controls follow it.
  // marks: by group and value a picture to stand before the name.
  show(data, marks = {}) {
    const current = data.serial >= this.serial && !this.timer;
    for (const given of data.groups) {
      const group = this.groups.get(given.id) || this.group(given);
      const listed = given.options.map((one) => one.id).join();
      for (const { id, name, count, chosen } of given.options) {
        if (!group.options.has(id)) {
          group.options.set(id, this.option(name, marks[given.id]?.(id)));
        }
        const option = group.options.get(id);
        write(option.count, count.toLocaleString("en"));
        option.row.classList.toggle("none", count === 0);
        if (current) option.input.checked = chosen;
      }
      if (listed !== group.shown) this.arrange(group, given.options);
      group.shown = listed;
      const some = given.options.filter((one) => group.options.get(one.id).input.checked);
      write(group.state, some.length > 1 ? `${some.length} chosen` : some[0]?.name ?? "any");
      group.element.classList.toggle("on", some.length > 0);
    }
    if (this.several) {
      write(this.several.count, data.several.count.toLocaleString("en"));
      if (current) this.several.input.checked = data.several.chosen;
    }
    if (current && this.text.value.trim() !== data.text) this.text.value = data.text;
    return current;
  }

  arrange({ box, options }, listed) {
    const focused = box.getRootNode().activeElement;
    for (const [id] of options) if (!listed.some((one) => one.id === id)) options.delete(id);
    box.replaceChildren(...listed.map(({ id }) => options.get(id).row));
    if (focused && box.contains(focused)) focused.focus({ preventScroll: true });
  }

  close() {
    clearTimeout(this.timer);
  }
}

// In the key they fold away.
class MoreFilters {
  constructor(data, send) {
    this.filters = new Filters(data, send);
    const { field, several, rule, facets } = this.filters;
    this.state = el("span", { class: "state" });
    this.element = el(
      "details",
      { class: "more-filters", open: data.active > 0 },
      el("summary", {}, el("span", {}, "More filters"), this.state),
      el("p", { class: "small" }, "Tick what is to be shown; nothing ticked shows all."),
      field, facets, several.row, rule,
    );
  }

  show(data) {
    this.state.textContent = data.active ? `${data.active} on` : "";
    return this.filters.show(data);
  }
}
