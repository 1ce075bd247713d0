// One article as an entry of the list: its line, and, once unfolded, what rests on it.
const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });

const counted = (n, noun) => `${n.toLocaleString("en")} ${n === 1 ? noun : `${noun}s`}`;

const claimsOf = (row) => row.supports.reduce((sum, { claims }) => sum + claims.length, 0);

function supportWords(row) {
  const claims = claimsOf(row);
  const words = [];
  if (row.supports.length) words.push(counted(row.supports.length, "event"));
  if (claims) words.push(counted(claims, "claim"));
  if (!words.length) words.push(row.also.length ? "no event" : "nothing yet");
  return words.join(", ");
}

function publisherWords({ publisher, agency }) {
  return agency ? `${publisher} (${agency})` : publisher;
}

function articleTitle({ title, described }) {
  if (!described) return el("span", { class: "title" }, title);
  return el("span", { class: "title described" }, title, el("span", { class: "ours" }, " (our words)"));
}

// cite: made when it is unfolded for the first time.
function articleEntry(row, more) {
  const entry = el(
    "details",
    { class: "article", "data-article": row.id },
    el(
      "summary",
      {},
      el("span", { class: "published" }, row.date || "no date"),
      el(
        "span",
        { class: "words" },
        articleTitle(row),
        el("span", { class: "meta" }, [publisherWords(row), row.country, row.kind].join(" · ")),
      ),
      el("span", { class: "supported" }, supportWords(row)),
    ),
  );
  entry.ontoggle = () => {
    if (entry.open && entry.children.length === 1) entry.append(more(row));
  };
  return entry;
}

function supportedEvent({ compared, claims }, event, address) {
  const state = compared ? "compared with it" : "cites it, not compared";
  return el(
    "li",
    {},
    el("a", { href: address(event.id), target: "_self" }, event.title),
    el("span", { class: "aside" }, ` ${event.when} · ${state}`),
    claims.length
      ? el(
          "ul",
          { class: "claims" },
          ...claims.map(([speaker, verb, words]) =>
            el("li", {}, el("b", {}, `${speaker} ${verb}: `), words),
          ),
        )
      : null,
  );
}

// What an article carries: its page, the events that cite it with the claims read in it, a citation.
function articleBody(row, events, address, cite) {
  const language = LANGUAGES.of(row.language);
  return el(
    "div",
    { class: "body" },
    el(
      "p",
      { class: "page" },
      link(row.url, row.url),
      el("span", { class: "aside" }, `Read on ${row.accessed}${language === "English" ? "" : ` · in ${language}`}`),
    ),
    row.supports.length
      ? el(
          "ul",
          { class: "supports", "aria-label": "Events that cite it" },
          ...row.supports.map((one) => supportedEvent(one, events[one.event], address)),
        )
      : null,
    ...row.also.map((words) => el("p", { class: "also" }, words)),
    cite,
  );
}
