// One event told in full: when, where and how well known, who says what, and where to read it.
function swatch(side) {
  const tint = { india: "var(--km-india)", pakistan: "var(--km-pakistan)", china: "var(--km-china)" };
  return el("span", {
    class: "swatch",
    style: `background:${tint[side] || "var(--km-card)"}`,
    "aria-hidden": "true",
  });
}

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

// A figure on the shared axis: a dot is exact, a dot with an arrow is "at least", a bar a range.
function mark(claim, most) {
  const at = (value) => `${(100 * value) / most}%`;
  const picture = svg("svg", { class: "mark", "aria-hidden": "true", width: "100%", height: 22 });
  const ink = "var(--km-ink)";
  const { low, high } = claim;
  if (high === null) {
    picture.append(
      svg("line", { x1: at(low), x2: at(low), y1: 11, y2: 11, stroke: ink }),
    );
    const arrow = svg("svg", { x: at(low), y: 0, overflow: "visible" });
    arrow.append(
      svg("path", { d: "M5 11h17m-5-4 5 4-5 4", fill: "none", stroke: ink, "stroke-width": 1.8 }),
      svg("circle", { cx: 0, cy: 11, r: 4.4, fill: "var(--km-card)", stroke: ink, "stroke-width": 1.8 }),
    );
    picture.append(arrow);
  } else {
    if (high !== low) {
      picture.append(
        svg("line", { x1: at(low), x2: at(high), y1: 11, y2: 11, stroke: ink, "stroke-width": 3 }),
        svg("circle", { cx: at(high), cy: 11, r: 4.6, fill: ink }),
      );
    }
    picture.append(svg("circle", { cx: at(low), cy: 11, r: 4.6, fill: ink }));
  }
  return picture;
}

function countedClaims(group) {
  const { most, ticks } = group;
  const cell = (tag, className, ...children) => el(tag, { class: className }, ...children);
  const axis = el("span", { class: "axis", "aria-hidden": "true" });
  for (const tick of ticks) {
    axis.append(el("span", { style: `left:${(100 * tick) / most}%` }, String(tick)));
  }
  const head = el(
    "tr",
    {},
    ...["Who says so", "Counted as"].map((name) => el("th", { scope: "col" }, name)),
    el("th", { scope: "col", class: "scale" }, el("span", { class: "hidden" }, "Number"), axis),
    el("th", { scope: "col", class: "read" }, "Read in"),
  );
  const bodies = group.groups.map(({ who, claims }) =>
    el(
      "tbody",
      {},
      el("tr", { class: "counted" }, el("th", { scope: "rowgroup", colspan: 4 }, who)),
      ...claims.map((claim) => {
        const plot = cell("td", "scale");
        const grid = el("span", { class: "grid" });
        for (const tick of ticks) grid.append(el("i", { style: `left:${(100 * tick) / most}%` }));
        const reach = claim.high === null ? claim.low : claim.high;
        const label = el(
          "b",
          {
            class: reach / most > 0.72 ? "figure before" : "figure",
            style: `left:${(100 * (reach / most > 0.72 ? claim.low : reach)) / most}%`,
            "data-open": String(claim.high === null),
          },
          claim.figure,
        );
        plot.append(el("span", { class: "plot" }, grid, mark(claim, most), label));
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
          plot,
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

function eventDetail(event, data, open, close) {
  const place = data.rows.findIndex((row) => row.id === event.id);
  const step = (name, row) =>
    el("button", { class: "textual", disabled: !row, onclick: () => open(row.id) }, name);
  const heading = el("h2", { tabindex: -1 }, event.title);
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
          el("span", { class: "kind-of-source" }, source.kind),
          el("span", { class: source.described ? "headline described" : "headline" }, source.title),
        ),
      ),
    ),
    ...linkedEvents(event.related, open),
  ];
  const region = el("article", { role: "region", "aria-label": "Event", class: "event" });
  region.append(...parts.filter(Boolean));
  return { region, heading };
}
