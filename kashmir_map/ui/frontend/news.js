// What has changed in the data since the reader's link was made: sentences, and lists that unfold.
function newsEntry({ title, when, inside, link: query, note }) {
  // A tab of its own: the list is lost with this page.
  const name = Object.keys(query).length
    ? el("a", { href: `./?${new URLSearchParams(query)}`, target: "_blank", rel: "noopener" }, title)
    : el("span", {}, title);
  const aside = [when, inside ? "in the days of the link" : ""].filter(Boolean).join(", ");
  return el("li", {}, name, el("span", { class: "when" }, ` ${aside}`), note ? ` ${note}` : null);
}

function newsGroup([name, listed]) {
  const group = el("details", { class: "group" }, el("summary", {}, name));
  group.ontoggle = () => {
    if (group.open && !group.querySelector("ul")) group.append(el("ul", {}, ...listed.map(newsEntry)));
  };
  return group;
}

function newsRelease([name, lines]) {
  return el(
    "details",
    { class: "group" },
    el("summary", {}, name),
    el("ul", {}, ...lines.map((words) => el("li", {}, words))),
  );
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".news");
  const key = JSON.stringify(data);
  if (root.dataset.told === key) return;
  root.dataset.told = key;
  const { sentences, groups, releases } = data;
  const [first, ...others] = sentences;
  const hide = el(
    "button",
    { class: "textual", type: "button", onclick: () => setTriggerValue("hide", true) },
    "Hide",
  );
  root.replaceChildren(
    el(
      "section",
      { class: "notice", "aria-label": "Changes since this link was made" },
      el("div", { class: "top" }, el("p", { role: "alert" }, el("b", {}, first), ` ${others.join(" ")}`), hide),
      groups.length
        ? el(
            "details",
            { class: "lists" },
            el("summary", {}, "What has changed"),
            el("div", { class: "inner" }, ...groups.map(newsGroup), ...releases.map(newsRelease)),
          )
        : null,
    ),
  );
}
