// Two governments' accounts beside each other, subject by subject, with what lies between them.
const GOVERNMENTS = [
  ["india", "India"],
  ["pakistan", "Pakistan"],
];

// The words without the figure that already stands large before them.
function wordsAfter(figure, text) {
  return figure && text.startsWith(`${figure} `) ? text.slice(figure.length + 1) : text;
}

function said(claim) {
  return el(
    "blockquote",
    { class: claim.figure ? `${claim.stance} with-figure` : claim.stance },
    claim.figure ? el("b", { class: "big" }, claim.figure) : null,
    el(
      "div",
      {},
      el("p", {}, wordsAfter(claim.figure, claim.text)),
      el(
        "footer",
        {},
        el("b", {}, claim.stance),
        ` · ${claim.name}${claim.stated ? `, ${claim.stated}` : ""} · `,
        sourceLinks(claim.sources),
      ),
    ),
  );
}

function accountCell(topic, [side, name], view) {
  const { claims, more } = topic[side];
  const cell = el("div", { role: "cell", class: `account ${side}` }, el("span", { class: "hidden" }, `${name}: `));
  if (!claims.length) cell.append(el("p", { class: "gap" }, topic.gaps[side]));
  cell.append(...claims.map((place) => said(quotedAt(topic.event, [place], view))));
  if (more) cell.append(el("p", { class: "rest" }, `and ${more} more, told with the event`));
  return cell;
}

function between(topic) {
  const [india, pakistan] = GOVERNMENTS.map(([side]) => topic[side].claims.length > 0);
  let sign = "=";
  if (topic.contradicted) sign = "≠";
  else if (!india || !pakistan) sign = "…";
  else if (topic.verdict.startsWith("no ")) sign = "·";
  const classes = ["between"];
  if (topic.contradicted) classes.push("contradicted");
  if (!india) classes.push("no-india");
  if (!pakistan) classes.push("no-pakistan");
  return el(
    "div",
    { role: "cell", class: classes.join(" ") },
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el("span", { class: india && pakistan ? "verdict" : "hidden" }, topic.verdict),
  );
}

// The rows of one event under one subject; for deaths and injured one row for each group of people.
function topicRows(topics, subject, view) {
  return topics.map((topic, place) =>
    el(
      "div",
      { role: "row", class: place ? "topic further" : "topic" },
      el(
        "div",
        { role: "rowheader", class: "about" },
        place || !subject ? null : el("h3", {}, subject),
        place || view.single ? null : el("p", { class: "of" }, eventLink(topic.event, view)),
        topic.who ? el("p", { class: "counted" }, topic.who) : null,
      ),
      accountCell(topic, GOVERNMENTS[0], view),
      between(topic),
      accountCell(topic, GOVERNMENTS[1], view),
    ),
  );
}

function moreTopics(subject, view) {
  if (!subject.more.length) return null;
  const count = subject.more.length + subject.left;
  const words = `${count} more ${count === 1 ? "event" : "events"} on which both speak: ${subject.name.toLowerCase()}`;
  return unfolding(words, () => {
    const parts = [table("Further accounts", subject.more.flatMap((topics) => topicRows(topics, "", view)))];
    if (subject.left) parts.push(leftWords(subject.left, "event"));
    return parts;
  });
}

function table(label, rows) {
  return el("div", { role: "table", class: "accounts", "aria-label": label }, ...rows);
}

function accountsHead() {
  const name = ([side, words]) =>
    el("div", { role: "columnheader", class: `account ${side}` }, swatch(side), el("b", {}, words));
  return el(
    "div",
    { role: "row", class: "topic names" },
    el("div", { role: "columnheader", class: "about" }, el("span", { class: "hidden" }, "Subject")),
    name(GOVERNMENTS[0]),
    el("div", { role: "columnheader", class: "between" }, el("span", { class: "hidden" }, "Difference")),
    name(GOVERNMENTS[1]),
  );
}

const COVERAGE = {
  contradict: ["Both speak and contradict each other", ""],
  both: ["Both speak, no contradiction", ""],
  india: ["Only India speaks", "no Pakistani account was found"],
  pakistan: ["Only Pakistan speaks", "no Indian account was found"],
  none: ["Neither speaks", ""],
};

function coverage(groups, view) {
  const shown = groups.filter((group) => group.events.length);
  const bar = el(
    "div",
    { class: "coverage-bar", "aria-hidden": "true" },
    ...shown.map((group) =>
      el("span", { class: group.id, style: `flex-grow:${group.events.length}` }, String(group.events.length)),
    ),
  );
  const list = (group) => {
    const [words, missing] = COVERAGE[group.id];
    const entry = unfolding(null, () => [
      el(
        "ul",
        {},
        ...group.events.map((event) =>
          el(
            "li",
            {},
            eventLink(event, view),
            group.missing.includes(event) ? el("span", { class: "aside" }, ` ${missing}`) : null,
          ),
        ),
      ),
    ]);
    const { length } = group.missing;
    entry.firstChild.append(
      el("i", { class: `chip ${group.id}`, "aria-hidden": "true" }),
      el(
        "span",
        {},
        el("b", {}, `${group.events.length} `),
        el("u", {}, words),
        length ? el("span", { class: "aside" }, ` for ${length} of them ${missing}`) : null,
      ),
    );
    return entry;
  };
  return el("div", { class: "coverage" }, bar, el("div", { class: "coverage-lists" }, ...shown.map(list)));
}

function accountsSection(told, view) {
  const rows = [accountsHead()];
  const section = el(
    "section",
    { class: "part", "aria-label": "Two governments, two accounts" },
    el(
      "div",
      { class: "part-head" },
      el("h2", {}, "Two governments, two accounts"),
      el("p", {}, "What India and Pakistan say through their governments, forces, police and officials. Newspapers are not counted here."),
    ),
  );
  if (!view.single) section.append(coverage(told.coverage, view));
  if (!told.subjects.length) {
    section.append(el("p", { class: "empty" }, "On no subject do both governments speak here. What each says stands below."));
    return section;
  }
  for (const subject of told.subjects) {
    rows.push(...subject.first.flatMap((topics, place) => topicRows(topics, place ? "" : subject.name, view)));
    const more = moreTopics(subject, view);
    if (more) rows.push(el("div", { role: "row", class: "topic-more" }, el("div", { role: "cell" }, more)));
  }
  section.append(table("India and Pakistan by subject", rows));
  section.append(
    el(
      "p",
      { class: "rule-words" },
      "≠ One side denies where the other asserts, or their numbers of the same cannot both be right. The record judges stances and numbers, not the meaning of words.",
    ),
  );
  return section;
}
