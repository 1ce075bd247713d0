// How good the record is: shares as bars, by period, publishers by country, events by year.
function bar(width) {
  return el("span", { class: "bar", "aria-hidden": "true" }, el("i", { style: `width:${width}%` }));
}

function shares(rows) {
  return el(
    "ul",
    { class: "shares" },
    ...rows.map((row) =>
      el(
        "li",
        {},
        el("strong", {}, row.name),
        el("span", { class: "figure" }, el("b", {}, `${row.percent} %`), ` ${row.words}`),
        bar(row.percent),
        el("small", {}, row.definition),
      ),
    ),
  );
}

function byPeriod({ heads, events, rows, note }) {
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, "Share in percent"),
    ...heads.map(([years, title]) => el("th", { scope: "col", title, class: "number" }, years)),
  );
  const whole = el(
    "tr",
    { class: "whole" },
    el("th", { scope: "row" }, "Events"),
    ...events.map((count) => el("td", { class: "number" }, count.toLocaleString("en"))),
  );
  const body = rows.map((row) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, row.name),
      ...row.cells.map((cell) =>
        el("td", { class: "number", title: cell.words }, String(cell.percent), bar(cell.percent)),
      ),
    ),
  );
  return [
    el("table", { class: "periods" }, el("thead", {}, head), el("tbody", {}, whole, ...body)),
    el("p", { class: "note" }, note),
  ];
}

function countries(rows) {
  return el(
    "ul",
    { class: "countries" },
    ...rows.map((row) =>
      el(
        "li",
        {},
        el("span", { class: "name" }, row.name),
        bar(row.width),
        el("span", { class: "figure" }, row.words),
      ),
    ),
  );
}

function year(cell) {
  if (!cell) return el("td", { class: "outside" });
  const words = `${cell.year}: ${cell.count === 1 ? "1 event" : `${cell.count} events`}`;
  return el("td", { class: `year step${cell.step}`, title: words }, String(cell.count));
}

function decades(rows) {
  const ends = Array.from({ length: 10 }, (_, end) => el("th", { scope: "col" }, `…${end}`));
  return el(
    "table",
    { class: "decades" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Year"), ...ends)),
    el(
      "tbody",
      {},
      ...rows.map((row) =>
        row.cells.length
          ? el("tr", {}, el("th", { scope: "row" }, row.label), ...row.cells.map(year))
          : el(
              "tr",
              { class: "gap" },
              el("th", { scope: "row", colspan: 11 }, `${row.label}: no event`),
            ),
      ),
    ),
  );
}

// The timeline's grey strip, with numbers. The same shares of ink on paper as there.
function coverage({ words, years, rows, note }) {
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, "Published in"),
    ...years.map((one) => el("th", { scope: "col" }, `’${String(one).slice(2)}`)),
  );
  const cell = ({ count, percent, words: title }, i) =>
    el(
      "td",
      { title: `${years[i]}: ${title}` },
      String(count),
      el("i", { style: `background:color-mix(in srgb, var(--km-ink) ${percent}%, var(--km-page))` }),
    );
  const body = rows.map((row) =>
    el("tr", {}, el("th", { scope: "row" }, row.name), ...row.cells.map(cell)),
  );
  return [
    el("div", { class: "said" }, ...words.map((one) => el("p", {}, one))),
    el(
      "div",
      {},
      el("table", { class: "strip" }, el("thead", {}, head), el("tbody", {}, ...body)),
      el("p", { class: "note" }, note),
    ),
  ];
}

function section(name, ...parts) {
  return el("section", { class: name[0] }, el("h2", {}, name[1]), ...parts);
}

export default function (component) {
  const { parentElement, data } = component;
  parentElement
    .querySelector(".quality")
    .replaceChildren(
      el("h1", {}, data.title),
      el("p", { class: "lead" }, data.lead),
      section(["overall", "How well it is supported"], shares(data.shares)),
      section(["period", "By period"], ...byPeriod(data.periods)),
      section(["country", "Where the articles were published"], countries(data.countries)),
      section(
        ["years", "Events by year"],
        decades(data.decades),
        el("p", { class: "note" }, data.yearsNote),
      ),
      section(["coverage", "The grey strip under the timeline"], ...coverage(data.coverage)),
    );
}
