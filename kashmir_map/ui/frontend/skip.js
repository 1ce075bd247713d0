// The first things that Tab reaches: links past the header to the parts of the page. They stand
// before Streamlit's own elements, and are seen while one of them has the focus.
const NAME = "km-skip";

// The first match, in the page, in our components' shadow roots, or in a frame of the page.
function seek(root, selector) {
  const found = [...root.querySelectorAll(selector)].find((one) => one.checkVisibility());
  if (found) return found;
  for (const one of root.querySelectorAll("*")) {
    const within = one.shadowRoot || (one.tagName === "IFRAME" && one.contentDocument);
    const deeper = within && one.checkVisibility() && seek(within, selector);
    if (deeper) return deeper;
  }
  return null;
}

function skip(selector) {
  const place = seek(document, selector);
  if (!place) return;
  place.ownerDocument.defaultView.frameElement?.scrollIntoView({ block: "nearest" });
  place.scrollIntoView({ block: "nearest" });
  place.focus();
}

export default function ({ data }) {
  document.querySelector(`.${NAME}`)?.remove();
  const links = data.links.map(([words, selector]) => {
    const button = el("button", { type: "button", onclick: () => skip(selector) }, words);
    return { button, selector };
  });
  const nav = el("nav", { class: NAME, "aria-label": "Skip" }, ...links.map((one) => one.button));
  nav.addEventListener("focusin", ({ relatedTarget }) => {
    if (nav.contains(relatedTarget)) return;
    for (const { button, selector } of links) {
      button.hidden = button !== document.activeElement && !seek(document, selector);
    }
  });
  document.body.prepend(nav);
  return () => nav.remove();
}
