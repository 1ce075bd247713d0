// The head of a page that compares: what it shows, and the days that it shows it for.
const PAUSE = 350; // ms after the last key in a date field

class Scope {
  constructor(ask) {
    this.ask = ask;
    this.kicker = el("p", { class: "kicker" });
    this.heading = el("h1");
    this.lead = el("p", { class: "lead" });
    this.notices = el("div");
    const day = (name) => el("input", { type: "date", required: true, "aria-label": name, onchange: () => this.later() });
    this.from = day("From");
    this.to = day("To");
    this.period = el("select", { onchange: () => this.choosePeriod() });
    this.trouble = el("p", { class: "trouble", role: "alert" });
    this.map = pageLink("./", (href) => this.ask("go", href), { class: "to-map" }, "See it on the map");
    this.whole = el("button", { class: "textual", type: "button", onclick: () => this.ask("whole", true) });
    this.filter = el("p", { class: "filtered" });
    this.element = el(
      "header",
      { class: "scope" },
      el("div", { class: "tools" }, copyButton("copy")),
      this.kicker,
      this.heading,
      this.lead,
      this.notices,
      el(
        "form",
        { class: "window", "aria-label": "Time shown", onsubmit: (event) => event.preventDefault() },
        el("label", {}, el("span", {}, "From"), this.from),
        el("label", {}, el("span", {}, "to"), this.to),
        el("label", {}, el("span", {}, "or period"), this.period),
        this.whole,
        this.map,
      ),
      this.trouble,
      this.filter,
    );
  }

  show(scope, lead) {
    this.scope = scope;
    this.kicker.textContent = scope.kicker;
    this.kicker.hidden = !scope.kicker;
    this.heading.textContent = scope.headline;
    this.lead.textContent = lead;
    this.notices.replaceChildren(...linkNotices(scope.notices));
    const active = this.element.getRootNode().activeElement;
    for (const [field, value] of [[this.from, scope.from], [this.to, scope.to]]) {
      field.min = scope.min;
      field.max = scope.max;
      if (field !== active) field.value = value; // never under the hand that types
    }
    this.trouble.textContent = "";
    this.period.replaceChildren(
      el("option", { value: "", disabled: true, selected: !scope.period }, "these days"),
      ...scope.periods.map(([id, title]) =>
        el("option", { value: id, selected: id === scope.period }, title),
      ),
    );
    this.whole.hidden = !scope.event;
    this.whole.textContent = `All of ${scope.windowWords}`;
    this.map.href = mapLink(scope, scope.event);
    this.filter.hidden = !scope.hiddenWords;
    this.filter.replaceChildren(
      `${scope.hiddenWords} `,
      el("button", { class: "textual", type: "button", onclick: () => this.ask("unfilter", true) }, "Show all"),
    );
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.move(), PAUSE);
  }

  move() {
    const [from, to] = [this.from.value, this.to.value];
    const { min, max } = this.scope;
    const year = (day) => day.slice(0, 4);
    if (!from || !to) this.trouble.textContent = "Give both days, as day, month and year.";
    else if (from < min || to > max) {
      this.trouble.textContent = `The record runs from ${year(min)} to ${year(max)}.`;
    } else if (from > to) this.trouble.textContent = "The first day lies after the last one.";
    else {
      this.trouble.textContent = "";
      this.ask("window", [from, to]);
    }
  }

  choosePeriod() {
    this.ask("period", this.period.value);
  }

  // What to do where the window holds nothing.
  empty(words) {
    const { next } = this.scope;
    const box = el("p", { class: "empty" }, `${words} `);
    if (this.scope.event) {
      const account = el("a", { href: mapLink(this.scope, this.scope.event), target: "_self" });
      account.textContent = "Read its account on the map";
      box.append(account, ", or choose all of these days above.");
    } else if (this.scope.hiddenWords) {
      const all = () => this.ask("unfilter", true);
      box.append(
        el("button", { class: "textual", type: "button", onclick: all }, "Show what is filtered out"),
        " or choose other days above.",
      );
    } else if (next) {
      const go = () => this.ask("window", [next.day, next.day]);
      box.append(el("button", { class: "textual", type: "button", onclick: go }, `Next: ${next.title}`));
      box.append(". Or choose other days above.");
    } else box.append("Choose other days above.");
    return box;
  }
}

// An event's account on the map page, in the window of this page.
function mapLink(scope, event) {
  const query = new URLSearchParams(scope.link);
  if (event) query.set("event", event);
  return `./?${query}`;
}

// One instance of a view for each mounted root; a run that a later one overtook ends nothing.
const instances = new WeakMap();

function keep(component, name, View) {
  // The claims come once, by themselves; before them there is nothing to be told.
  const library = window.kashmirMapLibrary;
  if (library?.channel !== component.data.shelf) {
    const again = () => keep(component, name, View);
    document.addEventListener("kashmir-map-library", again, { once: true });
    return;
  }
  const root = component.parentElement.querySelector(`.${name}`);
  let view = instances.get(root);
  if (!view) {
    view = new View(root);
    instances.set(root, view);
  }
  view.ask = component.setTriggerValue;
  view.go = (href) => view.ask("go", href);
  if (view.library !== library) {
    view.library = library;
    view.rows = new Map(library.rows.map((row) => [row.id, row]));
    view.drawn = null;
  }
  const drawn = JSON.stringify(component.data);
  if (drawn !== view.drawn) {
    view.drawn = drawn;
    view.show(component.data);
  }
}

// Fill a body part by part: what stands first is painted first, the page keeps its height.
function fill(view, body, parts) {
  cancelAnimationFrame(view.frame);
  clearTimeout(view.filling);
  body.style.minHeight = `${body.offsetHeight}px`;
  const [first, ...rest] = parts;
  body.replaceChildren(...(first ? [first()] : []));
  const go = () => {
    const next = rest.shift();
    if (next) {
      body.append(next());
      view.filling = setTimeout(go);
    } else body.style.minHeight = "";
  };
  // The first frame is the answer; nothing else is to be laid out in it.
  view.frame = requestAnimationFrame(() => {
    view.filling = setTimeout(go);
  });
}
