// The key, which is also the filter: what each symbol means, and which are shown. It is built once;
// later runs only write counts and switches.
const keys = new WeakMap();
const NARROW = "(max-width: 900px)"; // where the key is a sheet that opens

class Key {
  constructor(root, data) {
    this.switches = new Map();
    this.buttons = new Map();
    this.filtered = el("p", { class: "filtered", role: "status" });
    this.boundaries = new Boundaries(data);
    this.backgrounds = new Backgrounds(data, (id) => this.lay(id));
    this.layers = new Layers((names) => this.ask("archives", names));
    this.state = el("span"); // what a closed sheet must not hide
    this.more = new MoreFilters(data.filters, (value) => {
      const asked = { hidden: [...this.hidden].sort(), ...value };
      this.tellFilter(asked);
      this.ask("filter", asked);
    });
    const clear = () => this.more.filters.clear();
    this.all = el("button", { class: "textual", onclick: clear }, "show all");
    this.sheet = el(
      "details",
      { class: "sheet" },
      el("summary", {}, "Key and filter", this.state),
      el(
        "section",
        {},
        el("div", { class: "top" }, el("h2", {}, "Events in the window"), this.all),
        this.filtered,
        ...data.families.map((family) => this.family(family, data.glyphs)),
      ),
      this.more.element,
      this.layers.element,
      ...legend(data, this.boundaries),
      ...(data.backgrounds.length ? [this.backgrounds.element] : []),
    );
    root.replaceChildren(this.sheet);
    foldOn(NARROW, this.sheet);
  }

  send(types) {
    this.hidden = new Set(types);
    this.more.filters.report();
  }

  toggle(types) {
    const next = new Set(this.hidden);
    const shown = types.some((type) => !next.has(type));
    for (const type of types) {
      if (shown) next.add(type);
      else next.delete(type);
    }
    this.send(next);
  }

  family(family, glyphs) {
    const types = family.types.map((type) => type.id);
    const track = el("span", { class: "track" });
    const count = el("span", { class: "count" });
    const button = el(
      "button",
      { class: "switch", role: "switch", onclick: () => this.toggle(types) },
      track,
      el("span", { class: "name" }, family.name),
      count,
    );
    this.switches.set(family.id, { button, track, count });
    return el(
      "div",
      { class: "family", role: "group", "aria-label": family.name },
      button,
      el("div", { class: "types" }, ...family.types.map((type) => this.type(type, glyphs))),
    );
  }

  type(type, glyphs) {
    const icon = svg("svg", { viewBox: "0 0 24 24", width: 14, height: 14, "aria-hidden": "true" });
    icon.append(glyph(glyphs, type.id, 24, "currentColor"));
    const count = el("span", { class: "count" });
    const button = el(
      "button",
      { class: "type", onclick: () => this.toggle([type.id]) },
      icon,
      el("span", { class: "name" }, type.name),
      count,
    );
    this.buttons.set(type.id, { button, icon, count });
    return button;
  }

  // The map tells which boundaries it draws; it is told which background to lay.
  listen(name) {
    if (!("BroadcastChannel" in window) || this.channel?.name === name) return;
    this.close();
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data: message }) => {
      if (message.type === "drawn") this.explain(message);
      else if (message.type === "hello") this.tellBackground();
      else if (message.type === "archive") this.layers.hear(message);
      else if (message.type === "unfilter") this.all.click();
    };
    this.channel.postMessage({ type: "legend" });
    this.told = null;
  }

  // The list, the timeline and the map follow at once; Python's answer finds them so.
  tellFilter({ hidden, serial, text = "", ...chosen }) {
    const library = window.kashmirMapLibrary;
    const { filters, channel } = this.data;
    const words = text.trim();
    if (library?.channel !== channel || (words && words !== filters.text)) return;
    const without = leftOut(library, chosen, words ? filters.found : null);
    this.channel?.postMessage({ type: "filter", hidden, without, serial });
  }

  explain({ perspective, epoch }) {
    const drawn = this.data.legends[perspective]?.[epoch];
    if (drawn) this.boundaries.show(drawn, perspective !== "de-facto");
  }

  lay(id) {
    this.data = { ...this.data, background: id };
    this.tellBackground();
    this.ask("background", id);
  }

  tellBackground() {
    this.told = this.data.background;
    const picture = this.data.backgrounds.find((one) => one.id === this.told) || null;
    this.channel?.postMessage({ type: "background", picture });
  }

  close() {
    this.more.filters.close();
    this.channel?.close();
    this.channel = null;
  }

  show(data, ask) {
    this.data = data;
    this.ask = ask;
    this.listen(data.channel);
    this.backgrounds.show(data.background);
    this.layers.show(data);
    if (data.background !== (this.told ?? "")) this.tellBackground();
    if (this.more.show(data.filters)) this.hidden = new Set(data.hidden);
    const { words } = data.filters;
    this.all.disabled = !words;
    this.filtered.textContent = words;
    this.state.textContent = words ? ": filtered" : "";
    this.filtered.hidden = !words;
    for (const family of data.families) {
      let sum = 0;
      for (const type of family.types) {
        const shown = !this.hidden.has(type.id);
        const { button, icon, count } = this.buttons.get(type.id);
        sum += shown ? type.count : 0;
        count.textContent = String(shown ? type.count : 0);
        icon.style.color = shown ? `var(--km-${family.id})` : "var(--km-ink3)";
        button.classList.toggle("none", !shown || type.count === 0);
        button.setAttribute("aria-pressed", String(shown));
        button.title = `${shown ? "Hide" : "Show"} ${type.name.toLowerCase()}`;
      }
      const shown = family.types.some((type) => !this.hidden.has(type.id));
      const { button, track, count } = this.switches.get(family.id);
      count.textContent = String(sum);
      track.style.background = shown ? `var(--km-${family.id})` : "";
      button.classList.toggle("off", !shown);
      button.setAttribute("aria-checked", String(shown));
    }
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".key");
  let key = keys.get(root);
  if (!key) {
    key = new Key(root, data);
    keys.set(root, key);
  }
  key.turn = (key.turn || 0) + 1;
  const { turn } = key;
  key.show(data, setTriggerValue);
  // What is returned is also called for a run that a later one has overtaken.
  return () =>
    setTimeout(() => {
      if (key.turn !== turn) return;
      key.close();
      keys.delete(root);
    }, 50);
}
