// Whether the page is light or dark, asked where it matters: which side of `light-dark()` the
// browser takes for this element. The map's frame cannot see that and is told.

export function themeOf(element) {
  const probe = element.appendChild(document.createElement("i"));
  probe.style.color = "light-dark(rgb(0, 0, 1), rgb(0, 0, 2))";
  const style = getComputedStyle(probe);
  const [scheme, colour] = [style.colorScheme, style.color];
  const page = style.getPropertyValue("--st-background-color");
  probe.style.color = page;
  const shown = getComputedStyle(probe).color;
  probe.remove();
  if (scheme === "normal" && page) return isDark(shown) ? "dark" : "light";
  return colour === "rgb(0, 0, 2)" ? "dark" : "light";
}

function isDark(colour) {
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
}

// Call back once a frame at most whenever something that may set the theme has changed.
export function watchTheme(changed, signal) {
  let frame = 0;
  const soon = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      if (!signal.aborted) changed();
    });
  };
  const observer = new MutationObserver(soon);
  const watched = { attributes: true, attributeFilter: ["class", "style", "data-theme"] };
  for (const node of [document.documentElement, document.body, document.querySelector(".stApp")]) {
    if (node) observer.observe(node, watched);
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon, { signal });
  signal.addEventListener("abort", () => observer.disconnect());
}
