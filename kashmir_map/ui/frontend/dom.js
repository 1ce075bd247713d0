// Small builders for the page's components. Text is data: it enters by textContent alone.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// Give an element these children in this order; what stays in its place is not touched, so that
// the browser styles and lays out only what is new.
function arrange(element, children) {
  const wanted = new Set(children);
  for (const child of [...element.childNodes]) if (!wanted.has(child)) child.remove();
  let at = element.firstChild;
  for (const child of children) {
    if (child === at) at = at.nextSibling;
    else element.insertBefore(child, at);
  }
}

// A text that stays as it is costs nothing either.
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A link to a source: only the web, and without telling the site where the reader came from.
function link(url, text, className) {
  const safe = /^https?:\/\//i.test(url);
  if (!safe) return el("span", { class: className }, text);
  return el("a", { class: className, href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

// A link to another page of the app: a plain click is told to Python, which goes there without loading
// the page anew; any other opens a tab, a window or a menu, as everywhere.
function pageLink(href, go, attributes, ...children) {
  const anchor = el("a", { ...attributes, href, target: "_self" }, ...children);
  anchor.onclick = (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(anchor.getAttribute("href"));
  };
  return anchor;
}

const COPY_LINK = {
  name: "Copy link",
  copied: "Link copied",
  refused: "Copy it from the address bar",
  text: () => location.href,
};

// A button that copies the address of the page, or another text, and says so for a while.
function copyButton(className, { name, copied, refused, text } = COPY_LINK) {
  let timer;
  const button = el("button", { class: className, type: "button", "aria-live": "polite" }, name);
  const done = (words) => {
    button.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = name;
    }, 2500);
  };
  const refuse = () => done(refused);
  button.onclick = () => {
    if (!navigator.clipboard) refuse();
    else navigator.clipboard.writeText(text()).then(() => done(copied), refuse);
  };
  return button;
}

// What a link said that could not be followed, and what to do about it.
function linkNotices(notices) {
  if (!notices.length) return [];
  return [
    ...notices.map((words) => el("p", { class: "notice", role: "alert" }, words)),
    el(
      "p",
      { class: "after-notices" },
      "What else the link says is shown. Ask for the link again, or ",
      el("a", { href: "./", target: "_self" }, "open the start"),
      ".",
    ),
  ];
}

function glyph(glyphs, type, size, colour, x = 0, y = 0) {
  const drawn = glyphs[type] || glyphs.other;
  const stroked = drawn.startsWith("stroke:");
  return svg(
    "g",
    { transform: `translate(${x} ${y}) scale(${size / 24})` },
    svg("path", {
      d: stroked ? drawn.slice(7) : drawn,
      "fill-rule": "evenodd",
      ...(stroked
        ? { fill: "none", stroke: colour, "stroke-width": 2.8 }
        : { fill: colour }),
    }),
  );
}

// The symbol of an event as on the map: edge by precision, glyph by type, colour by family.
function symbol(glyphs, { type, family, precision }, diameter = 22, box = 38) {
  const middle = box / 2;
  const colour = `var(--km-${family})`;
  const picture = svg("svg", {
    viewBox: `0 0 ${box} ${box}`,
    width: box,
    height: box,
    "aria-hidden": "true",
  });
  const r = diameter / 2;
  const size = r;
  const at = middle - size / 2;
  if (precision === "exact") {
    picture.append(
      svg("circle", { cx: middle, cy: middle, r, fill: colour }),
      glyph(glyphs, type, size, "var(--km-glyph)", at, at),
    );
  } else if (precision === "town") {
    picture.append(
      svg("circle", {
        cx: middle,
        cy: middle,
        r: r - 1.1,
        fill: "var(--km-card)",
        stroke: colour,
        "stroke-width": 2.2,
      }),
      glyph(glyphs, type, size, colour, at, at),
    );
  } else {
    const tint = (share) => `color-mix(in srgb, ${colour} ${share}%, transparent)`;
    picture.style.background = `radial-gradient(closest-side, ${tint(55)}, ${tint(42)} 45%, ${tint(0)})`;
    picture.append(
      svg("circle", { cx: middle, cy: middle, r: size * 0.78, fill: "var(--km-card)", opacity: 0.6 }),
      glyph(glyphs, type, size, colour, at, at),
    );
  }
  return picture;
}

// Fold a sheet up while a media query holds; it may be opened there by hand.
function foldOn(query, sheet) {
  const narrow = matchMedia(query);
  const fit = () => {
    sheet.open = !narrow.matches;
  };
  narrow.onchange = fit;
  fit();
}
