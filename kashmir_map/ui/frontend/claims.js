// Claims as they are drawn everywhere: whose they are, asserted or denied, and figures on an axis.
function swatch(side) {
  const tint = { india: "var(--km-india)", pakistan: "var(--km-pakistan)", china: "var(--km-china)" };
  return el("span", {
    class: "swatch",
    style: `background:${tint[side] || "var(--km-card)"}`,
    "aria-hidden": "true",
  });
}

// A figure on an axis, from and to as shares of its length: a dot is exact, a dot with an arrow is
// "at least" (to is null), a bar between two dots is a range.
function mark(from, to) {
  const at = (share) => `${100 * share}%`;
  const picture = svg("svg", { class: "mark", "aria-hidden": "true", width: "100%", height: 22 });
  const ink = "var(--km-ink)";
  if (to === null) {
    const arrow = svg("svg", { x: at(from), y: 0, overflow: "visible" });
    arrow.append(
      svg("path", { d: "M5 11h17m-5-4 5 4-5 4", fill: "none", stroke: ink, "stroke-width": 1.8 }),
      svg("circle", { cx: 0, cy: 11, r: 4.4, fill: "var(--km-card)", stroke: ink, "stroke-width": 1.8 }),
    );
    picture.append(arrow);
    return picture;
  }
  if (to !== from) {
    picture.append(
      svg("line", { x1: at(from), x2: at(to), y1: 11, y2: 11, stroke: ink, "stroke-width": 3 }),
      svg("circle", { cx: at(to), cy: 11, r: 4.6, fill: ink }),
    );
  }
  picture.append(svg("circle", { cx: at(from), cy: 11, r: 4.6, fill: ink }));
  return picture;
}

const FAR_RIGHT = 0.72; // from here on a figure is written before its mark

// A figure with its mark over the grid of its axis; ticks are [number, share of the length].
function plot(from, to, figure, ticks) {
  const grid = el("span", { class: "grid" });
  for (const [, place] of ticks) grid.append(el("i", { style: `left:${100 * place}%` }));
  const reach = to === null ? from : to;
  const before = reach > FAR_RIGHT;
  const label = el(
    "b",
    {
      class: before ? "figure before" : "figure",
      style: `left:${100 * (before ? from : reach)}%`,
      "data-open": String(to === null),
    },
    figure,
  );
  return el("span", { class: "plot" }, grid, mark(from, to), label);
}

function axis(ticks) {
  return el(
    "span",
    { class: "axis", "aria-hidden": "true" },
    ...ticks.map(([tick, place]) =>
      el("span", { style: `left:${100 * place}%` }, tick.toLocaleString("en")),
    ),
  );
}

// Names of the articles that carry a claim, each a link: "Dawn, Reuters".
function sourceLinks(sources) {
  const links = el("span", { class: "read-in" });
  sources.forEach(([publisher, url], place) => {
    links.append(place ? ", " : "", link(url, publisher));
  });
  return links;
}

// What claims say as one, each named by its event and its place there: the words of the first, with
// the events and the sources of all.
function quoted(told, { library }) {
  const all = told.map(([event, place]) => library.quotes[event][place]);
  const sources = [...new Map(all.map(({ source }) => [source[1], source])).values()];
  return { ...all[0], sources, events: [...new Set(told.map(([event]) => event))] };
}

function quotedAt(event, places, view) {
  return quoted(places.map((place) => [event, place]), view);
}

// An event named in a text: a link to its account on the map.
function eventLink(event, view) {
  return pageLink(mapLink(view.scope, event), view.go, { class: "event-link" }, view.rows.get(event).title);
}

// What is folded away is built when it is first opened.
function unfolding(words, build) {
  const summary = el("summary", {}, words);
  const fold = el("details", { class: "fold" }, summary);
  fold.ontoggle = () => {
    if (fold.open && fold.childElementCount === 1) fold.append(...build());
  };
  return fold;
}

function leftWords(count, noun) {
  const words = count === 1 ? `1 more ${noun} is` : `${count} more ${noun}s are`;
  return el("p", { class: "rest" }, `${words} told when fewer days are chosen.`);
}

// The sign of a contradiction; what it contradicts stands in words beside it.
function unequal() {
  return el("span", { class: "unequal", "aria-hidden": "true" }, "≠");
}

// Who is counted, where the words of a claim do not say it.
function countedWords(claim) {
  return claim.counted ? el("span", { class: "aside" }, ` (${claim.counted})`) : null;
}
