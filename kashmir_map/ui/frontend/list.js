// The list of events: the map's twin for the keyboard, for screen readers and for reading.
function eventRow(event, data, open) {
  const selected = event.id === data.selected;
  const evidence = el("span", { class: "evidence" });
  evidence.append(event.evidence);
  if (event.oneSided) evidence.append(el("span", { class: "one-sided" }, event.oneSided));
  const button = el(
    "button",
    {
      class: "row",
      "data-event": event.id,
      "aria-current": selected ? "true" : undefined,
      onclick: () => open(event.id),
    },
    symbol(data.glyphs, event),
    el(
      "span",
      { class: "words" },
      el("span", { class: "title" }, event.title),
      el("span", { class: "meta" }, event.meta),
      evidence,
    ),
  );
  return el("li", {}, button);
}

function eventList(data, view, open, clear) {
  const chosen = view.chosen && new Set(view.chosen.ids);
  const rows = chosen ? data.rows.filter((event) => chosen.has(event.id)) : data.rows;
  const days = new Map();
  for (const event of rows) {
    if (!days.has(event.day)) days.set(event.day, []);
    days.get(event.day).push(event);
  }
  const list = el("ol", { class: "events", "aria-label": "Events in view" });
  for (const [day, events] of days) {
    list.append(
      el(
        "li",
        { class: "day" },
        el("span", {}, day),
        el("span", { class: "count" }, `${events.length} ${events.length === 1 ? "event" : "events"}`),
      ),
      ...events.map((event) => eventRow(event, data, open)),
    );
  }
  const head = el(
    "div",
    { class: "head" },
    el("strong", {}, `${rows.length} ${rows.length === 1 ? "event" : "events"}`),
    el("span", { class: "order" }, "in time order"),
    el("span", { class: "on-map" }, view.onMap === null ? "" : `${view.onMap} on this map`),
  );
  const parts = [head];
  if (chosen) {
    parts.push(
      el(
        "p",
        { class: "narrowed" },
        view.chosen.label ? `Only ${view.chosen.label}. ` : "Only the events of one count. ",
        el("button", { class: "textual", onclick: clear }, `Show all ${data.rows.length}`),
      ),
    );
  }
  if (!rows.length && data.empty) {
    parts.push(
      el(
        "p",
        { class: "none" },
        data.empty.words,
        data.empty.event
          ? el("button", { class: "textual", onclick: () => open(data.empty.event) }, data.empty.next)
          : null,
      ),
    );
  }
  return [...parts, list];
}

// The article that a story tells: who published it, when, where to read it, what it says.
function articleCard(card) {
  if (!card) return null;
  return el(
    "section",
    { class: "card", "aria-label": "Article" },
    el(
      "p",
      { class: "kicker" },
      el("b", {}, card.publisher),
      ` · ${card.published} · `,
      link(card.url, "read the article", "out"),
    ),
    el("h2", {}, card.title),
    el("p", { class: "summary" }, card.summary),
  );
}
