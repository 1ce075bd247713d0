// The elements the reader sees and touches. Text enters by textContent alone.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  back: "M5 4h2v12H5zM15 4.5v11L8 10z",
  forward: "M13 4h2v12h-2zM5 4.5v11L12 10z",
  play: "M6 4l10 6-10 6z",
  pause: "M5.5 4h3.2v12H5.5zM11.3 4h3.2v12h-3.2z",
  next: "M3 9.2h7.2V6l4.2 4-4.2 4v-3.2H3zM17 7.6a2.4 2.4 0 1 1 0 4.8 2.4 2.4 0 0 1 0-4.8z",
  more: "M4 5.5h12v1.6H4zM4 12.9h12v1.6H4zM6.2 3.8h2.4v5H6.2zM11.4 11.2h2.4v5h-2.4z",
};

export function make(tag, kind = "", attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (kind) node.className = kind;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", ICONS[name]);
  return svg;
}

function button(kind, name, ...more) {
  const named = { type: "button", "aria-label": name, title: name };
  return make("button", kind, named, icon(kind), ...more);
}

function select(label) {
  const field = make("select", "", { "aria-label": label });
  const shown = make("span", "name", { "aria-hidden": "true" }, label);
  return { field, box: make("label", `choice ${label.toLowerCase()}`, {}, shown, field) };
}

function typed(label, word) {
  const field = make("input", "", {
    type: "text", "aria-label": label, autocomplete: "off", spellcheck: "false",
    title: `${label}: 7 May 2025, May 2025 or 2025-05-07`,
  });
  const shown = make("span", "name", { "aria-hidden": "true" }, word);
  return { field, box: make("label", "typed", {}, shown, field) };
}

function mode(value, name) {
  const field = make("input", "", { type: "radio", name: "mode", value });
  const shown = make("span", "", { "data-name": name }, name);
  return { field, box: make("label", "", {}, field, shown) };
}

const grip = (side) => {
  const field = make("input", "", { type: "range", "aria-label": `Window ${side}`, step: "1" });
  return { field, box: make("span", `grip ${side}`, {}, make("i", "tab"), field) };
};

export function options(field, pairs, chosen) {
  field.replaceChildren(...pairs.map(([value, text]) => make("option", "", { value }, text)));
  field.value = chosen;
}

// Everything, with the parts that change by name.
export function build() {
  const back = button("back", "Step back");
  const play = button("play", "Play");
  const forward = button("forward", "Step forward");
  const next = button("next", "Next event", make("span", "", {}, "Next event"));
  const more = button("more", "More controls", make("span", "", {}, "More"));
  more.setAttribute("aria-expanded", "false");
  const words = make("p", "words");
  const length = make("span", "length");
  const status = make("span", "status");
  const spoken = make("p", "spoken", { role: "status" });
  const [period, step, speed] = ["Period", "Step", "Speed"].map(select);
  const [from, to] = [typed("From date", "From"), typed("To date", "to")];
  const [single, upTo] = [mode("window", "Window"), mode("up-to", "Up to")];
  const [start, end] = ["start", "end"].map(grip);
  const chart = make("div", "chart");
  const problem = make("p", "problem", { role: "alert" });
  const hint = make("p", "hint", { role: "alert" });
  const caption = make("p", "caption");
  const dated = make("p", "dated");
  const element = make(
    "section", "km-timeline", { "aria-label": "Timeline" },
    make("div", "transport", { role: "group", "aria-label": "Playback" }, back, play, forward),
    next, words, make("p", "meta", {}, length, status), period.box,
    make("div", "extra", {}, step.box, speed.box,
      make("div", "modes", { role: "radiogroup", "aria-label": "Show" }, single.box, upTo.box)),
    more, hint, chart, problem, spoken,
    make("div", "foot", {}, caption,
      make("div", "dates", { role: "group", "aria-label": "Dates" }, from.box, to.box), dated),
  );
  return {
    element, back, play, forward, next, more,
    words, length, status, spoken, chart, problem, hint, caption, dated,
    period: period.field, step: step.field, speed: speed.field, from: from.field, to: to.field,
    single: single.field, upTo: upTo.field, grips: [start, end],
  };
}

export function showPlaying(play, playing) {
  const name = playing ? "Pause" : "Play";
  if (play.getAttribute("aria-label") === name) return;
  play.setAttribute("aria-label", name);
  play.title = name;
  play.replaceChildren(icon(playing ? "pause" : "play"));
}

export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Say what went wrong, with a way to try again; without words nothing stands there.
export function showProblem(place, text, retry) {
  if ((place.firstChild?.textContent ?? "") === text) return;
  if (!text) return void place.replaceChildren();
  const again = make("button", "again", { type: "button" }, "Try again");
  again.addEventListener("click", retry);
  place.replaceChildren(make("span", "", {}, text), again);
}
