// One event told in full: when, where and how well known, who says what, and where to read it.
function fact(name, value, aside) {
  return el(
    "div",
    { class: "fact" },
    el("dt", {}, name),
    el("dd", {}, value, aside ? el("span", { class: "aside" }, ` ${aside}`) : null),
  );
}

function spokenClaims(group) {
  return el(
    "section",
    { class: "spoken" },
    el("h4", {}, group.subject),
    el(
      "div",
      { class: "speakers" },
      ...group.speakers.map((speaker) =>
        el(
          "div",
          { class: "speaker" },
          el("p", { class: "who" }, swatch(speaker.side), el("b", {}, speaker.name)),
          ...speaker.claims.map((claim) =>
            el(
              "blockquote",
              { class: claim.stance },
              el("p", {}, claim.text),
              el(
                "footer",
                {},
                el("b", {}, claim.stance),
                claim.stated ? ` ${claim.stated}` : "",
                " · ",
                link(claim.url, claim.source),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function countedClaims(group) {
  const { most, ticks } = group;
  const cell = (tag, className, ...children) => el(tag, { class: className }, ...children);
  const places = ticks.map((tick) => [tick, tick / most]);
  const head = el(
    "tr",
    {},
    ...["Who says so", "Counted as"].map((name) => el("th", { scope: "col" }, name)),
    el("th", { scope: "col", class: "scale" }, el("span", { class: "hidden" }, "Number"), axis(places)),
    el("th", { scope: "col", class: "read" }, "Read in"),
  );
  const bodies = group.groups.map(({ who, claims }) =>
    el(
      "tbody",
      {},
      el("tr", { class: "counted" }, el("th", { scope: "rowgroup", colspan: 4 }, who)),
      ...claims.map((claim) => {
        const to = claim.high === null ? null : claim.high / most;
        const scale = cell("td", "scale", plot(claim.low / most, to, claim.figure, places));
        return el(
          "tr",
          { class: claim.stance },
          cell("td", "who", swatch(claim.side), el("span", {}, claim.name)),
          cell(
            "td",
            "as",
            claim.stance === "denies" ? el("b", {}, "denies ") : null,
            claim.text,
          ),
          scale,
          cell("td", "read", link(claim.url, claim.source)),
        );
      }),
    ),
  );
  return el(
    "section",
    { class: "numbers" },
    el("h4", {}, group.subject),
    el("table", {}, el("thead", {}, head), ...bodies),
  );
}

function sourceBar(counts) {
  const total = counts.reduce((sum, [, n]) => sum + n, 0);
  const tints = ["var(--km-india)", "var(--km-pakistan)", "var(--km-panel)"];
  return [
    el(
      "div",
      { class: "source-bar", "aria-hidden": "true" },
      ...counts.map(([, n], i) =>
        n ? el("span", { style: `flex:${n / total};background:${tints[i]}` }) : null,
      ),
    ),
    el(
      "p",
      { class: "source-counts" },
      ...counts
        .filter(([, n]) => n)
        .map(([name, n]) => el("span", {}, el("b", {}, String(n)), ` ${name}`)),
    ),
  ];
}

const FIRST_EARLIER = 5;

// What happened before in the same place, and the words in the facts that lead down to it.
function earlierEvents(past, open) {
  if (!past) return { row: null, section: null };
  const head = el("h3", { class: "linked-head", tabindex: -1 }, past.head);
  const entry = (other) =>
    el(
      "li",
      {},
      el("b", { class: "day-of" }, other.when),
      el("button", { class: "textual", "data-event": other.id, onclick: () => open(other.id) }, other.title),
      el("span", { class: "aside" }, other.where),
    );
  const list = (some) => el("ul", { class: "earlier" }, ...some.map(entry));
  const rest = past.events.slice(FIRST_EARLIER);
  const section = el(
    "section",
    { "aria-label": past.head },
    head,
    el("p", { class: "past-words" }, `${past.words}.`),
    list(past.events.slice(0, FIRST_EARLIER)),
    rest.length
      ? el("details", { class: "more" }, el("summary", {}, `${rest.length} more`), list(rest))
      : null,
    past.untold ? el("p", { class: "past-words" }, past.untold) : null,
  );
  const go = () => {
    head.scrollIntoView({ block: "start" });
    head.focus({ preventScroll: true });
  };
  const lead = past.events.length ? el("button", { class: "textual", onclick: go }, past.words) : past.words;
  return { row: fact("Before", lead), section };
}

const FIRST_LINKED = 8;

function linkedEvents(related, open) {
  if (!related.length) return [];
  const entries = (some) =>
    el(
      "ul",
      { class: "linked" },
      ...some.map((other) =>
        el(
          "li",
          {},
          el("button", { class: "textual", onclick: () => open(other.id) }, other.title),
          ` ${other.when}`,
        ),
      ),
    );
  const parts = [
    el("h3", { class: "linked-head" }, "Linked events"),
    entries(related.slice(0, FIRST_LINKED)),
  ];
  const rest = related.slice(FIRST_LINKED);
  if (rest.length) {
    const more = el("details", { class: "more" }, el("summary", {}, `${rest.length} more`));
    more.append(entries(rest));
    parts.push(more);
  }
  return parts;
}

// Where else in the app the same days and the same event are told.
const ELSEWHERE = [
  ["disagreement", "Who says what"],
  ["retelling", "Side by side"],
  ["chronology", "Chronology"],
  ["sources", "Sources"],
];

function elsewhere(link, go) {
  const links = el("span", { class: "elsewhere" });
  ELSEWHERE.forEach(([page, name], place) => {
    links.append(place ? " · " : "", pageLink(`./${page}?${new URLSearchParams(link)}`, go, {}, name));
  });
  return links;
}

// cite: the event's citation, to stand behind its sources.
function eventDetail(event, data, cite, { open, close, go }) {
  const place = data.rows.findIndex((row) => row.id === event.id);
  const step = (name, row) =>
    el("button", { class: "textual", disabled: !row, onclick: () => open(row.id) }, name);
  const heading = el("h2", { tabindex: -1 }, event.title);
  const earlier = earlierEvents(event.past, open);
  const parts = [
    el(
      "div",
      { class: "way" },
      el("button", { class: "textual back", onclick: close }, `← ${data.windowWords}`),
      el(
        "span",
        { class: "steps" },
        place < 0 ? "" : `Event ${place + 1} of ${data.rows.length}`,
        step("Previous", place > 0 && data.rows[place - 1]),
        step("Next", place >= 0 && data.rows[place + 1]),
      ),
    ),
    el(
      "p",
      { class: "kind" },
      symbol(data.glyphs, event, 22, 32),
      el("b", {}, event.typeName),
      ` ${event.familyName}`,
    ),
    heading,
    el(
      "dl",
      { class: "facts" },
      fact("When", event.when, event.whenKnown),
      fact("Where", event.where, event.whereKnown),
      ...(earlier.row ? [earlier.row] : []),
      fact("Also in", elsewhere(data.link, go)),
    ),
    el("p", { class: "summary" }, event.summary),
    event.note ? el("p", { class: "note" }, event.note) : null,
    event.missing ? el("p", { class: "note missing" }, event.missing) : null,
    el(
      "header",
      { class: "says" },
      el("h3", {}, "Who says what"),
      el("span", {}, event.claimWords),
    ),
    ...event.spoken.map(spokenClaims),
    ...event.counted.map(countedClaims),
    earlier.section,
    el("h3", { class: "sources-head" }, event.sourceWords),
    ...sourceBar(event.sourceCounts),
    el("p", { class: "checked" }, event.checked),
    el(
      "ul",
      { class: "sources" },
      ...event.sources.map((source) =>
        el(
          "li",
          {},
          el("span", { class: "published" }, source.published),
          link(source.url, source.publisher, "publisher"),
          el(
            "span",
            { class: "kind-of-source" },
            source.core ? source.kind : `${source.kind} · for a claim or a remark`,
          ),
          el("span", { class: source.described ? "headline described" : "headline" }, source.title),
        ),
      ),
    ),
    cite,
    ...linkedEvents(event.related, open),
  ];
  const region = el("article", { role: "region", "aria-label": "Event", class: "event" });
  region.append(...parts.filter(Boolean));
  return { region, heading };
}
