// The part of the key that lays archives under the record: a switch for each, its sign, and what of
// it the window holds. Their counts stand here and are never added to those of the record.
const ARCHIVE_TONES = ["var(--km-archive-1)", "var(--km-archive-2)", "var(--km-archive-3)"];
const ARCHIVE_SHAPES = ["M7 7h10v10H7z", "M12 5.5 18.5 12 12 18.5 5.5 12z", "M12 6 18 17H6z"];

function archiveSign(place, open = false) {
  const sign = svg("svg", { viewBox: "0 0 24 24", width: 16, height: 16, "aria-hidden": "true" });
  const colour = ARCHIVE_TONES[place] ?? "var(--km-ink3)";
  sign.append(
    svg("path", {
      d: ARCHIVE_SHAPES[Math.max(0, place)],
      fill: open || place < 0 ? "none" : colour,
      stroke: colour,
      "stroke-width": 2,
    }),
  );
  return sign;
}

class Layers {
  constructor(choose) {
    this.choose = choose;
    this.told = new Map(); // name → what the map said last
    this.list = el("ul", { class: "archives" });
    this.words = el("p", { class: "small" });
    this.element = el("section", {}, el("h2", {}, "Archives under the record"), this.list, this.words);
  }

  show({ archives, archivesShown, mostArchives }) {
    const key = JSON.stringify([archives, archivesShown]);
    if (key === this.key) return;
    this.key = key;
    this.shown = archivesShown;
    for (const name of this.told.keys()) if (!archivesShown.includes(name)) this.told.delete(name);
    this.list.hidden = !archives.length;
    const full = archivesShown.length >= mostArchives;
    this.rows = new Map();
    this.list.replaceChildren(...archives.map((one) => {
      const twin = archives.some((other) => other !== one && other.title === one.title);
      return this.row(one, full, twin);
    }));
    this.words.replaceChildren(
      ...(archives.length
        ? [
            "Somebody else’s counts, never added to those of the record. The bigger a mark the more " +
              "events (1, 2, 5, 20, 100 and more); open: known to the district only. Types filter " +
              "them too, other filters do not.",
          ]
        : ["UCDP, ACLED or a table of your own can be laid under the record: see "]),
      ...(archives.length ? [] : [el("a", { href: "archives", target: "_self" }, "how to import one"), "."]),
    );
  }

  row({ name, title, count }, full, twin) {
    const place = this.shown.indexOf(name);
    const on = place >= 0;
    const state = el("span", { class: "small" });
    this.rows.set(name, { state, count, twin });
    const button = el(
      "button",
      {
        class: `switch archive${on ? "" : " off"}`,
        role: "switch",
        "aria-checked": String(on),
        disabled: full && !on,
        onclick: () =>
          this.choose(on ? this.shown.filter((other) => other !== name) : [...this.shown, name]),
      },
      el("span", { class: "track", style: on && `background:${ARCHIVE_TONES[place]}` }),
      el("span", { class: "name" }, archiveSign(place), title),
    );
    this.write(name);
    return el("li", {}, button, state);
  }

  // The map tells how far it is, what went wrong, or what its picture counts.
  hear(message) {
    this.told.set(message.name, message);
    this.write(message.name);
  }

  write(name) {
    const row = this.rows && this.rows.get(name);
    if (!row) return;
    const { failed, share, counts } = this.told.get(name) || {};
    const many = (number) => number.toLocaleString("en-GB");
    const all = `${row.twin ? `“${name}”, ` : ""}${many(row.count)} events`;
    row.state.textContent = !this.shown.includes(name)
      ? all
      : failed
        ? `${all}, which could not be drawn: ${failed}.`
        : counts
          ? `${all}: ${many(counts.inWindow)} in the window, ${many(counts.inView)} on this map` +
            (counts.wide ? `; ${many(counts.wide)} by region or country only, not drawn` : "")
          : `${all}: ${share === 1 ? "drawing" : `loading${share ? ` ${Math.round(100 * share)} %` : ""}`}`;
  }
}
