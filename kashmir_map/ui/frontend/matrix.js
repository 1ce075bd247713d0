// Claimants in rows, subjects across: who asserts, who denies, and who is contradicted.
function statement({ told, against, agreeing }, view) {
  const one = quoted(told, view);
  const events = one.events.slice(0, 3).map((event) => eventLink(event, view));
  const rest = one.events.length - events.length;
  const about = el("span", { class: "about-events" });
  events.forEach((entry, place) => about.append(place ? "; " : "", entry));
  if (rest) about.append(` and ${rest} more`);
  return el(
    "blockquote",
    { class: one.stance },
    el("p", {}, one.text, countedWords(one)),
    el(
      "footer",
      {},
      el("b", {}, one.stance),
      ` · ${one.name}${one.stated ? `, ${one.stated}` : ""} · `,
      sourceLinks(one.sources),
    ),
    view.single ? null : el("footer", {}, about),
    against ? el("footer", {}, unequal(), `contradicted by ${against}`) : null,
    agreeing ? el("footer", {}, el("b", {}, "= "), `the number can be that of ${agreeing}`) : null,
  );
}

function bars(cell, most) {
  const bar = (stance, count) =>
    count
      ? el(
          "span",
          { class: `tally ${stance}` },
          el("i", { style: `width:${Math.max(6, Math.round((44 * count) / most))}px`, "aria-hidden": "true" }),
          el("b", {}, String(count)),
          stance === "denies" ? "denies" : el("span", { class: "hidden" }, "asserts"),
        )
      : null;
  return [
    bar("asserts", cell.asserts),
    bar("denies", cell.denies),
    cell.against ? el("span", { class: "versus" }, unequal(), cell.against) : null,
    !cell.against && cell.agreeing ? el("span", { class: "versus agree" }, el("b", {}, "= "), cell.agreeing) : null,
  ];
}

// With one event there is room for the words themselves.
function words(cell, statements, view) {
  return cell.told.map((place) => {
    const one = quoted(statements[place].told, view);
    return el(
      "span",
      { class: `said ${one.stance}` },
      one.text,
      countedWords(one),
      one.stance === "denies" ? el("b", {}, " denies") : el("span", { class: "hidden" }, " asserts"),
    );
  });
}

class Matrix {
  constructor(told, view) {
    this.told = told;
    this.view = view;
    this.open = null;
    this.most = Math.max(
      1,
      ...told.sides.flatMap(({ rows }) =>
        rows.flatMap(({ cells }) => cells.map((cell) => (cell ? Math.max(cell.asserts, cell.denies) : 0))),
      ),
    );
  }

  get columns() {
    return this.told.subjects.length + 1;
  }

  section() {
    const { told } = this;
    const head = el(
      "tr",
      {},
      el("th", { scope: "col" }, told.bySpeaker ? "Speaker" : "Kind of speaker"),
      ...told.subjects.map((name) => el("th", { scope: "col" }, name)),
    );
    return el(
      "section",
      { class: "part", "aria-label": "Who speaks of what" },
      el(
        "div",
        { class: "part-head" },
        el("h2", {}, "Who speaks of what"),
        el("p", {}, this.view.single ? "Choose a field to read who says it, and where." : "Statements by side and subject. Choose a field to read them."),
      ),
      this.key(),
      el(
        "table",
        { class: "matrix" },
        el("thead", {}, head),
        ...told.sides.map((side) => this.side(side)),
      ),
    );
  }

  key() {
    return el(
      "p",
      { class: "matrix-key" },
      el("span", { class: "tally asserts" }, el("i", { style: "width:26px" }), "asserts"),
      el("span", { class: "tally denies" }, el("i", { style: "width:26px" }), "denies"),
      el("span", {}, unequal(), "contradicted by the side named"),
      el("span", {}, el("b", {}, "= "), "the numbers can be the same"),
      this.view.single ? null : el("span", {}, "A statement about several events counts once."),
    );
  }

  side({ side, name, rows }) {
    const body = el(
      "tbody",
      {},
      el("tr", { class: "side" }, el("th", { scope: "rowgroup", colspan: this.columns }, swatch(side), name)),
    );
    for (const row of rows) {
      const line = el("tr", { class: "claimant" }, el("th", { scope: "row" }, row.name));
      row.cells.forEach((cell, place) => line.append(this.cell(cell, row, this.told.subjects[place], line)));
      body.append(line);
    }
    return body;
  }

  cell(cell, row, subject, line) {
    if (!cell) return el("td", { class: "nothing" }, el("span", { class: "hidden" }, "nothing"));
    const button = el(
      "button",
      { type: "button", "aria-expanded": "false" },
      el("span", { class: "of-subject" }, subject),
      ...(this.view.single ? words(cell, this.told.statements, this.view) : []),
      ...bars(cell, this.most).slice(this.view.single ? 2 : 0),
    );
    button.onclick = () => this.toggle(button, cell, row, subject, line);
    return el("td", { class: cell.against ? "contradicted" : undefined }, button);
  }

  toggle(button, cell, row, subject, line) {
    const { open } = this;
    if (open) {
      open.detail.remove();
      open.button.setAttribute("aria-expanded", "false");
      this.open = null;
      if (open.button === button) return;
    }
    const detail = el(
      "tr",
      { class: "detail" },
      el(
        "td",
        { colspan: this.columns },
        el("h4", {}, `${row.name}: ${subject.toLowerCase()}`),
        el(
          "div",
          { class: "quotes" },
          ...cell.told.map((place) => statement(this.told.statements[place], this.view)),
        ),
        cell.left ? leftWords(cell.left, "statement") : null,
      ),
    );
    line.after(detail);
    button.setAttribute("aria-expanded", "true");
    this.open = { button, detail };
  }
}
