// The page "Side by side": the same days as two tellers tell them, event by event.
const COLUMNS = ["left", "right"];

function retold(claim, against) {
  return el(
    "blockquote",
    { class: claim.stance },
    el("p", {}, claim.text, countedWords(claim), against ? " " : null, against ? unequal() : null),
    el(
      "footer",
      {},
      el("b", {}, claim.stance),
      ` · ${claim.name}${claim.stated ? `, ${claim.stated}` : ""} · `,
      sourceLinks(claim.sources),
      against ? el("span", { class: "hidden" }, " · contradicted beside") : null,
    ),
  );
}

function retoldCell(cell, title, event, view) {
  const claims = cell.claims.map(({ told, against }) => retold(quotedAt(event, told, view), against));
  return el(
    "div",
    { role: "cell", class: cell.gap ? "told silent" : "told" },
    el("span", { class: "hidden" }, `${title}: `),
    ...(cell.gap ? [el("p", { class: "gap" }, cell.gap)] : claims),
  );
}

function retoldRow({ id, cells, silent }, columns, scope, view) {
  const event = view.rows.get(id);
  const row = el(
    "div",
    { role: "row", "aria-current": id === view.selected && "true", class: silent ? "retold nobody" : "retold" },
    el(
      "div",
      { role: "rowheader", class: "happened" },
      symbol(view.library.glyphs, event, 22, 32),
      el(
        "div",
        {},
        el("p", { class: "title" }, pageLink(mapLink(scope, id), view.go, {}, event.title)),
        el("p", { class: "meta" }, event.meta),
      ),
    ),
    ...cells.map((cell, place) => retoldCell(cell, columns[place].title, id, view)),
  );
  if (id === view.selected && !view.sought) {
    view.sought = true; // who comes from an open event finds it, once
    requestAnimationFrame(() => row.scrollIntoView({ block: "center" }));
  }
  return row;
}

const LONG_SILENCE = 3; // events in a row of which neither tells, from which on they are folded

// Rows of a day; a long silence of both is one line that opens.
function dayRows(events, row) {
  const rows = [];
  let silence = [];
  const close = () => {
    const silent = silence;
    silence = [];
    if (silent.length < LONG_SILENCE) rows.push(...silent.map(row));
    else {
      const words = `${silent.length} events of which neither tells in this record`;
      const fold = unfolding(words, () => [el("div", { role: "table", "aria-label": words }, ...silent.map(row))]);
      rows.push(el("div", { role: "row", class: "silence" }, el("div", { role: "cell" }, fold)));
    }
  };
  for (const event of events) {
    if (event.silent) silence.push(event);
    else {
      close();
      rows.push(row(event));
    }
  }
  close();
  return rows;
}

class Retelling {
  constructor(root) {
    this.scope = new Scope((what, value) => this.ask(what, value));
    this.choices = COLUMNS.map((name) =>
      el("select", { "aria-label": `Teller on the ${name}`, onchange: () => this.choose() }),
    );
    this.swatches = COLUMNS.map(() => el("span", { class: "swatch-place" }));
    this.head = el(
      "div",
      { class: "retold tellers" },
      el("p", { class: "happened" }, "Told by"),
      ...this.choices.map((choice, place) => el("div", { class: "told" }, this.swatches[place], choice)),
    );
    this.body = el("div", { class: "body" });
    root.replaceChildren(this.scope.element, this.head, this.body);
  }

  choose() {
    this.ask("tellers", this.choices.map((choice) => choice.value));
  }

  show({ scope, told, offer, tellers, selected }) {
    this.scope.show(scope, told.words);
    this.selected = selected;
    this.choices.forEach((choice, place) => this.offer(choice, offer, tellers[COLUMNS[place]], told.columns[place]));
    this.swatches.forEach((one, place) => one.replaceChildren(...(told.columns[place].side ? [swatch(told.columns[place].side)] : [])));
    if (!told.days.length) {
      fill(this, this.body, [() => this.scope.empty("No events in these days.")]);
      return;
    }
    fill(
      this,
      this.body,
      told.days.map(({ day, events }) => () => {
        const rows = dayRows(events, (event) => retoldRow(event, told.columns, scope, this));
        const section = el(
          "section",
          { class: "day", "aria-label": day },
          el("h2", {}, day, el("span", {}, events.length === 1 ? "1 event" : `${events.length} events`)),
          el("div", { role: "table", "aria-label": day }, ...rows),
        );
        section.style.containIntrinsicBlockSize = `auto ${40 + 110 * events.length}px`;
        return section;
      }),
    );
  }

  offer(choice, offer, chosen, column) {
    const known = Object.values(offer).some((some) => some.some(([link]) => link === chosen));
    choice.replaceChildren(
      ...Object.entries(offer).map(([kind, some]) =>
        el(
          "optgroup",
          { label: kind },
          ...some.map(([link, words]) => el("option", { value: link, selected: link === chosen }, words)),
        ),
      ),
    );
    // A publisher may have no claim in these days: it stays chosen and its column says so.
    if (!known) choice.prepend(el("option", { value: chosen, selected: true }, column.title));
  }
}

export default function (component) {
  keep(component, "retelling", Retelling);
}
