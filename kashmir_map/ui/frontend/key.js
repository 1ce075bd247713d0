// The key, which is also the filter: what each symbol means, and which are shown.
const remembered = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = parentElement.querySelector(".key");
  const hidden = new Set(data.hidden);
  const kept = remembered.get(root);
  const send = (types) => setTriggerValue("hidden", [...types].sort());

  function toggle(types, show) {
    const next = new Set(hidden);
    for (const type of types) {
      if (show) next.delete(type);
      else next.add(type);
    }
    send(next);
  }

  function typeButton(family, type) {
    const shown = !hidden.has(type.id);
    const colour = shown ? `var(--km-${family.id})` : "var(--km-ink3)";
    const icon = svg("svg", { viewBox: "0 0 24 24", width: 14, height: 14, "aria-hidden": "true" });
    icon.append(glyph(data.glyphs, type.id, 24, colour));
    return el(
      "button",
      {
        class: `type${type.count && shown ? "" : " none"}`,
        "aria-pressed": String(shown),
        "data-focus": type.id,
        title: shown ? `Hide ${type.name.toLowerCase()}` : `Show ${type.name.toLowerCase()}`,
        onclick: () => toggle([type.id], !shown),
      },
      icon,
      el("span", { class: "name" }, type.name),
      el("span", { class: "count" }, String(shown ? type.count : 0)),
    );
  }

  function familyGroup(family) {
    const types = family.types.map((type) => type.id);
    const shown = types.some((type) => !hidden.has(type));
    const count = family.types.reduce((sum, t) => sum + (hidden.has(t.id) ? 0 : t.count), 0);
    return el(
      "div",
      { class: "family", role: "group", "aria-label": family.name },
      el(
        "button",
        {
          class: `switch${shown ? "" : " off"}`,
          role: "switch",
          "aria-checked": String(shown),
          "data-focus": family.id,
          onclick: () => toggle(types, !shown),
        },
        el("span", { class: "track", style: shown ? `background:var(--km-${family.id})` : "" }),
        el("span", { class: "name" }, family.name),
        el("span", { class: "count" }, String(count)),
      ),
      el("div", { class: "types" }, ...family.types.map((type) => typeButton(family, type))),
    );
  }

  function disc(kind) {
    return symbol(data.glyphs, { type: "shelling", family: "violence", precision: kind }, 19, 36);
  }

  const captioned = (picture, words) =>
    el("span", { class: "sample" }, picture, el("span", {}, words));

  const circle = (diameter) => {
    const picture = svg("svg", { width: 36, height: 36, viewBox: "0 0 36 36", "aria-hidden": "true" });
    picture.append(
      svg("circle", {
        cx: 18,
        cy: 18,
        r: diameter / 2 - 0.7,
        fill: "none",
        stroke: "var(--km-ink2)",
        "stroke-width": 1.2,
      }),
    );
    return picture;
  };

  function gathered() {
    const picture = svg("svg", { width: 36, height: 36, viewBox: "0 0 36 36", "aria-hidden": "true" });
    const turn = 2 * Math.PI * 12.8;
    const arc = (family, from, part) =>
      svg("circle", {
        cx: 18, cy: 18, r: 12.8, fill: "none", stroke: `var(--km-${family})`, "stroke-width": 3.1,
        "stroke-dasharray": `${turn * part - 1.4} ${turn}`,
        transform: `rotate(${from * 360 - 90} 18 18)`,
      });
    const words = svg("text", {
      x: 18, y: 22.4, "text-anchor": "middle", "font-size": 12.5, "font-weight": 700, fill: "var(--km-ink)",
    });
    words.textContent = "9";
    picture.append(
      svg("circle", { cx: 18, cy: 18, r: 13, fill: "var(--km-card)" }),
      arc("violence", 0, 0.6), arc("diplomacy", 0.6, 0.4), words,
    );
    return picture;
  }

  function stroke(line) {
    const picture = svg("svg", { width: 34, height: 8, viewBox: "0 0 34 8", "aria-hidden": "true" });
    picture.append(
      svg("line", {
        x1: 1, x2: 33, y1: 4, y2: 4, stroke: "var(--km-line)", "stroke-width": line.width,
        "stroke-dasharray": line.dash || "none", "stroke-linecap": line.cap || "butt",
      }),
    );
    return picture;
  }

  const heading = (words) => el("h2", {}, words);
  const section = (...children) => el("section", {}, ...children);

  const content = [
    section(
      el(
        "div",
        { class: "top" },
        heading("Events in the window"),
        el(
          "button",
          { class: "textual", "data-focus": "all", disabled: hidden.size === 0, onclick: () => send([]) },
          "show all",
        ),
      ),
      data.hiddenWords ? el("p", { class: "filtered", role: "status" }, data.hiddenWords) : null,
      ...data.families.map(familyGroup),
    ),
    section(
      heading("How well is the place known?"),
      el(
        "div",
        { class: "samples" },
        captioned(disc("exact"), "exact"),
        captioned(disc("town"), "to the town"),
        captioned(disc("district"), "to the district"),
      ),
      el("p", { class: "small" }, "Known by region only: counted under the unit’s name."),
    ),
    section(
      heading("Deaths, largest claim"),
      el(
        "div",
        { class: "samples five" },
        ...data.sizes.map(([words, diameter]) => captioned(circle(diameter), words)),
        captioned(gathered(), "gathered"),
      ),
    ),
    section(
      heading("Administered by"),
      el(
        "div",
        { class: "administrators" },
        ...data.administrators.map(([name, colour]) =>
          el("span", {}, el("i", { class: "swatch", style: `background:var(--km-${colour})` }), name),
        ),
      ),
      el("p", { class: "small" }, "Paler: the two Punjabs, not in dispute"),
    ),
    section(
      heading("Lines"),
      el(
        "dl",
        { class: "lines" },
        ...data.lines.map((line) =>
          el(
            "div",
            {},
            stroke(line),
            el("dt", {}, line.name),
            el("dd", {}, line.note),
          ),
        ),
      ),
    ),
  ];

  // On a phone the key is a sheet that opens; on a desk it always stands.
  const sheet = el("details", { class: "sheet" });
  sheet.append(el("summary", {}, "Key and filter"), ...content);
  const narrow = matchMedia("(max-width: 900px)");
  const fit = () => {
    sheet.open = narrow.matches ? Boolean(remembered.get(root)?.open) : true;
  };
  const focused = root.getRootNode().activeElement?.dataset?.focus;
  root.replaceChildren(sheet);
  if (focused) root.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  remembered.set(root, kept || { open: false });
  fit();
  narrow.onchange = fit;
  sheet.ontoggle = () => {
    if (narrow.matches) remembered.get(root).open = sheet.open;
  };
}
