// The part of the key that explains: edges, sizes, tints and lines, and every sign in a sentence.
const picture = (size = 36) =>
  svg("svg", { width: size, height: size, viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" });

const captioned = (sample, words) =>
  el("span", { class: "sample" }, sample, el("span", {}, words));

function circle(diameter) {
  const sample = picture();
  sample.append(
    svg("circle", {
      cx: 18, cy: 18, r: diameter / 2 - 0.7, fill: "none", stroke: "var(--km-ink2)",
      "stroke-width": 1.2,
    }),
  );
  return sample;
}

function gathered() {
  const sample = picture();
  const turn = 2 * Math.PI * 12.8;
  const arc = (family, from, part) =>
    svg("circle", {
      cx: 18, cy: 18, r: 12.8, fill: "none", stroke: `var(--km-${family})`, "stroke-width": 3.1,
      "stroke-dasharray": `${turn * part - 1.4} ${turn}`,
      transform: `rotate(${from * 360 - 90} 18 18)`,
    });
  const count = svg("text", {
    x: 18, y: 22.4, "text-anchor": "middle", "font-size": 12.5, "font-weight": 700,
    fill: "var(--km-ink)",
  });
  count.textContent = "9";
  sample.append(
    svg("circle", { cx: 18, cy: 18, r: 13, fill: "var(--km-card)" }),
    arc("violence", 0, 0.6),
    arc("diplomacy", 0.6, 0.4),
    count,
  );
  return sample;
}

function stroke({ widths, dash, cap, opacity }) {
  const sample = svg("svg", { width: 34, height: 8, viewBox: "0 0 34 8", "aria-hidden": "true" });
  sample.append(
    svg("line", {
      x1: 1, x2: 33, y1: 4, y2: 4, stroke: "var(--km-line)", "stroke-width": widths[0],
      "stroke-dasharray": dash || "none", "stroke-linecap": cap, "stroke-opacity": opacity,
    }),
  );
  return sample;
}

const section = (words, ...children) => el("section", {}, el("h2", {}, words), ...children);

function tintSample(key) {
  return el("i", { class: "swatch", style: `background:var(--km-${key})` });
}

function mapSign(kind) {
  const sample = svg("svg", { width: 34, height: 12, viewBox: "0 0 34 12", "aria-hidden": "true" });
  const label = "var(--km-label)";
  const shapes = {
    town: ["circle", { cx: 17, cy: 6, r: 2, fill: label }],
    capital: ["rect", { x: 14.5, y: 3.5, width: 5, height: 5, fill: label }],
    river: ["line", { x1: 3, x2: 31, y1: 6, y2: 6, stroke: "var(--km-river)", "stroke-width": 1.6 }],
    lake: [
      "ellipse",
      { cx: 17, cy: 6, rx: 10, ry: 4, fill: "var(--km-water)", stroke: "var(--km-river)" },
    ],
    glacier: [
      "ellipse",
      { cx: 17, cy: 6, rx: 10, ry: 4, fill: "var(--km-glacier)", stroke: "var(--km-outline)" },
    ],
    outline: ["line", { x1: 3, x2: 31, y1: 6, y2: 6, stroke: "var(--km-outline)", "stroke-width": 1 }],
  };
  const [tag, look] = shapes[kind];
  sample.append(svg(tag, look));
  return sample;
}

const EDGES = [
  ["exact", "Exact", "A full disc: the place is known to the building, bridge or airfield."],
  ["town", "To the town", "A ring: the place is a town or village; where in it is not known."],
  ["district", "To the district", "A soft disc as large as the district: somewhere in there."],
];
const GROUND = [
  ["town", "Town or village", "Its name appears as you look closer; hover it for local names."],
  ["capital", "Capital", "Seat of a national government."],
  ["river", "River", "Course from a coarse source, some hundred metres off in places."],
  ["lake", "Lake", "Lakes and reservoirs of about ten square kilometres and more."],
  ["glacier", "Glacier", "Where there is ice; the source is too coarse for its edge."],
  ["outline", "Neighbours’ outlines", "Borders of neighbours and provinces, quiet because nothing here turns on them."],
];

function meaning(sample, name, sentence) {
  return el("li", {}, sample, el("b", {}, name), el("span", {}, sentence));
}

// Every sign in a sentence, for whoever looks closer or listens.
function everySign(data, boundaries) {
  const disc = (event) => symbol(data.glyphs, event, 17, 26);
  const group = (words, ...rows) => [el("h3", {}, words), el("ul", {}, ...rows)];
  return el(
    "details",
    { class: "signs" },
    el("summary", {}, "Every sign in a sentence"),
    ...data.families.flatMap((family) =>
      group(
        `${family.name}: colour`,
        ...family.types.map((type) =>
          meaning(
            disc({ type: type.id, family: family.id, precision: "exact" }),
            type.name,
            data.typeSentences[type.id],
          ),
        ),
      ),
    ),
    ...group(
      "How well the place is known: edge",
      ...EDGES.map(([precision, name, sentence]) =>
        meaning(disc({ type: "shelling", family: "violence", precision }), name, sentence),
      ),
      meaning(null, "By region only", "No point is drawn: a count stands under the unit’s name."),
      meaning(null, "By country only", "Counted in the row under the map."),
    ),
    ...group(
      "Deaths: size",
      meaning(
        null,
        "Four sizes",
        "The largest number of deaths that anybody claims: none, 1–4, 5–19, 20 and more.",
      ),
      meaning(
        null,
        "Ring with a number",
        "Symbols that would cover each other, gathered; the ring shows their families.",
      ),
    ),
    el("h3", {}, "The land: tint"),
    boundaries.sentences,
    ...group(
      "The ground",
      ...GROUND.map(([kind, name, sentence]) => meaning(mapSign(kind), name, sentence)),
    ),
  );
}

// Tints and strokes of the map that is drawn now: told by the map, and no others.
class Boundaries {
  constructor(data) {
    this.strokes = data.strokes;
    this.heading = el("h2");
    this.tints = el("ul", { class: "tints" });
    this.sentences = el("ul");
    this.lines = el("ul", { class: "lines" });
    this.parts = [
      el(
        "section",
        {},
        this.heading,
        this.tints,
        el("p", { class: "small" }, "Paler: the two Punjabs, not in dispute"),
      ),
      section("Lines", this.lines),
    ];
  }

  show({ tints, lines }, official) {
    this.heading.textContent = official ? "Drawn as land of" : "Administered by";
    this.tints.replaceChildren(
      ...tints.map(({ key, name }) => el("li", {}, tintSample(key), el("span", {}, name))),
    );
    this.sentences.replaceChildren(
      ...tints.map(({ key, name, sentence }) => meaning(tintSample(key), name, sentence)),
    );
    this.lines.replaceChildren(
      ...lines.map(({ key, name, sentence }) =>
        el("li", {}, stroke(this.strokes[key]), el("b", {}, name), el("span", {}, sentence)),
      ),
    );
  }
}

function legend(data, boundaries) {
  const disc = (precision) =>
    symbol(data.glyphs, { type: "shelling", family: "violence", precision }, 19, 36);
  return [
    section(
      "How well is the place known?",
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
      "Deaths, largest claim",
      el(
        "div",
        { class: "samples five" },
        ...data.sizes.map(([words, diameter]) => captioned(circle(diameter), words)),
        captioned(gathered(), "gathered"),
      ),
    ),
    ...boundaries.parts,
    everySign(data, boundaries),
  ];
}

// Pictures of the ground from other computers: off until the reader turns one on.
class Backgrounds {
  constructor(data, choose) {
    const option = (id, title, sentence) => {
      const input = el("input", { type: "radio", name: "background", value: id });
      input.onchange = () => choose(id);
      this.inputs.push(input);
      return el("label", {}, input, el("b", {}, title), el("span", {}, sentence));
    };
    this.inputs = [];
    this.element = el(
      "fieldset",
      { class: "backgrounds" },
      el("legend", {}, "Background"),
      option("", "This computer’s map", "Asks nobody."),
      ...data.backgrounds.map(({ id, title, host }) =>
        option(id, title, `Asks ${host}, which learns your address and the part of the map you see.`),
      ),
    );
  }

  show(chosen) {
    for (const input of this.inputs) input.checked = input.value === chosen;
  }
}
