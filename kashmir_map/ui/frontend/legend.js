// The part of the key that only explains: edges, sizes, tints and lines.
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

function stroke(line) {
  const sample = svg("svg", { width: 34, height: 8, viewBox: "0 0 34 8", "aria-hidden": "true" });
  sample.append(
    svg("line", {
      x1: 1, x2: 33, y1: 4, y2: 4, stroke: "var(--km-line)", "stroke-width": line.width,
      "stroke-dasharray": line.dash || "none", "stroke-linecap": line.cap || "butt",
    }),
  );
  return sample;
}

function legend(data) {
  const disc = (precision) =>
    symbol(data.glyphs, { type: "shelling", family: "violence", precision }, 19, 36);
  const section = (words, ...children) => el("section", {}, el("h2", {}, words), ...children);
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
    section(
      "Administered by",
      el(
        "div",
        { class: "administrators" },
        ...data.administrators.map(([name, colour]) =>
          el(
            "span",
            {},
            el("i", { class: "swatch", style: `background:var(--km-${colour})` }),
            name,
          ),
        ),
      ),
      el("p", { class: "small" }, "Paler: the two Punjabs, not in dispute"),
    ),
    section(
      "Lines",
      el(
        "dl",
        { class: "lines" },
        ...data.lines.map((line) =>
          el("div", {}, stroke(line), el("dt", {}, line.name), el("dd", {}, line.note)),
        ),
      ),
    ),
  ];
}
