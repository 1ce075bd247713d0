// Events of an archive as the archive tells them: its words, its numbers, whom to credit.
function archiveFact(name, value, aside) {
  return value ? fact(name, value, aside ? `· ${aside}` : "") : null;
}

function archiveRow(row) {
  return el(
    "li",
    { class: "archive-row" },
    el("h3", {}, row.title || row.typeName),
    el(
      "dl",
      { class: "facts" },
      archiveFact("When", row.when, row.whenKnown),
      archiveFact("Where", row.where, row.whereKnown),
      archiveFact("Type", row.typeName, row.archiveType && `“${row.archiveType}” in the archive`),
      archiveFact("Deaths", row.deaths, "the archive’s numbers"),
      archiveFact("Actors", row.actors),
      archiveFact("Notes", row.notes),
      archiveFact("Source", row.source),
      archiveFact("Credit", row.attribution),
      archiveFact("Id", row.id),
    ),
  );
}

function archiveRows(archive, windowWords, close) {
  const { rows, total, title } = archive;
  const many = total.toLocaleString("en-GB");
  const heading = el(
    "h2",
    { tabindex: -1 },
    total === 1 ? `One event of ${title}` : `${many} events of ${title}`,
  );
  const region = el(
    "article",
    { role: "region", "aria-label": "Events of an archive", class: "event archive" },
    el(
      "div",
      { class: "way" },
      el("button", { class: "textual back", onclick: close }, `← ${windowWords}`),
    ),
    heading,
    el(
      "p",
      { class: "note" },
      "Not part of the record: words and numbers are the archive’s own. ",
      archive.attribution ? `Credit: ${archive.attribution}. ` : "",
      archive.licence ? `Licence: ${archive.licence}.` : "",
    ),
    el("ol", { class: "archive-rows" }, ...rows.map(archiveRow)),
    total > rows.length
      ? el(
          "p",
          { class: "note" },
          `The first ${rows.length} of ${many}. Look closer or narrow the window for the others.`,
        )
      : "",
  );
  return { region, heading };
}
