// Figures of one subject on one axis: by event, then by who is counted; never added up.
function figureRow(claim, { at, to }, ticks, first) {
  return el(
    "tr",
    { class: claim.stance },
    first,
    el("td", { class: "who" }, swatch(claim.side), el("span", {}, claim.name)),
    el("td", { class: "as" }, claim.stance === "denies" ? el("b", {}, "denies ") : null, claim.beside),
    el("td", { class: "scale" }, plot(at, to, claim.figure, ticks)),
    el("td", { class: "read" }, sourceLinks(claim.sources)),
  );
}

function figuresOf(event, groups, ticks, view) {
  const rows = groups.flatMap(({ who, claims }) =>
    claims.map((claim, place) => {
      const first = place
        ? null
        : el("th", { scope: "rowgroup", class: "counted", rowspan: claims.length }, who);
      return figureRow(quotedAt(event, claim.told, view), claim, ticks, first);
    }),
  );
  return el(
    "tbody",
    {},
    view.single
      ? null
      : el(
          "tr",
          { class: "of-event" },
          el("th", { scope: "rowgroup", colspan: 5 }, eventLink(event, view), ` ${view.rows.get(event).day}`),
        ),
    ...rows,
  );
}

function figuresTable(told, events, view) {
  const column = (name, className) => el("th", { scope: "col", class: className }, name);
  const scale = column(el("span", { class: "hidden" }, "Number"), "scale");
  scale.append(axis(told.ticks));
  return el(
    "table",
    { class: "figures" },
    el(
      "thead",
      {},
      el("tr", {}, column("Who is counted"), column("Who says so"), column("In words"), scale, column("Read in", "read")),
    ),
    ...events.map(({ event, groups }) => figuresOf(event, groups, told.ticks, view)),
  );
}

function figuresSection(told, view) {
  const words = told.tenfold
    ? "Each line of the axis is ten times the one before."
    : "One axis from 0 for all.";
  const section = el(
    "section",
    { class: "part numbers", "aria-label": told.subject },
    el(
      "div",
      { class: "part-head" },
      el("h2", {}, told.subject),
      el("p", {}, `Figures as claimed, by who is counted. ${words} They count different people and are never added up.`),
    ),
    el(
      "p",
      { class: "matrix-key" },
      el("span", { class: "sample" }, plot(0.1, 0.1, "exact", [])),
      el("span", { class: "sample" }, plot(0.1, null, "at least", [])),
      el("span", { class: "sample" }, plot(0.1, 0.4, "range", [])),
    ),
    figuresTable(told, told.first, view),
  );
  const count = told.more.length + told.left;
  if (count) {
    const about = `${told.subject} at ${count} more ${count === 1 ? "event" : "events"}`;
    section.append(
      unfolding(about, () => {
        const parts = [figuresTable(told, told.more, view)];
        if (told.left) parts.push(leftWords(told.left, "event"));
        return parts;
      }),
    );
  }
  return section;
}
