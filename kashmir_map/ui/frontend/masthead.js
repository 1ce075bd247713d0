// The headline of the page, its link, and what the reader must be told before all else.
const kept = new WeakMap();
const PATIENCE = 8000; // ms until a map that has not spoken is given up
const NEEDED = "Chrome or Edge 123, Firefox 120, Safari 17.5";

function tooOld() {
  return !(
    "BroadcastChannel" in window &&
    "ResizeObserver" in window &&
    CSS.supports("color", "light-dark(#000, #fff)") &&
    CSS.supports("selector(:has(*))")
  );
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = parentElement.querySelector(".masthead");
  let view = kept.get(root);
  if (!view) {
    view = { trouble: "" };
    kept.set(root, view);
  }
  const news = !view.data || view.data.perspective !== data.perspective;
  view.data = data;

  // The map hears of the choice at once, Python after it.
  function choose(event) {
    tellMap(event.currentTarget.value);
    setTriggerValue("perspective", event.currentTarget.value);
  }

  function tellMap(id) {
    view.told = id;
    view.channel?.postMessage({ type: "perspective", id });
  }

  function switcher() {
    const options = data.perspectives.map(([id, title]) =>
      el("option", { value: id, selected: id === view.data.perspective }, title),
    );
    return el(
      "label",
      { class: "boundaries" },
      el("span", {}, "Boundaries: "),
      el("select", { onchange: choose }, ...options),
    );
  }

  function render() {
    const key = JSON.stringify([view.data, view.trouble]);
    if (key === view.drawn) return;
    view.drawn = key;
    const { headline, lead, notices, stories } = view.data;
    const tell = (story) => view.channel?.postMessage({ type: "tell", story });
    const alerts = [];
    if (tooOld()) {
      alerts.push(`This browser is too old for the map: update it (${NEEDED} or newer).`);
    } else if (view.trouble) alerts.push(view.trouble);
    root.replaceChildren(
      el(
        "div",
        { class: "line" },
        el("h1", {}, headline),
        el("div", { class: "tools" }, switcher(), copyButton("copy")),
      ),
      el("p", { class: "lead" }, lead[0], el("span", { class: "wide" }, ` ${lead[1]}`)),
      // Where the panel with the stories stands below map and timeline.
      ...(stories.length ? [storyShelf(`Stories (${stories.length})`, stories, tell)] : []),
      ...linkNotices(notices),
      ...alerts.map((words) => el("p", { class: "notice", role: "alert" }, words)),
    );
  }
  render();

  if (!tooOld() && view.channelName !== data.channel) {
    if (view.channel) view.channel.close();
    view.channelName = data.channel;
    view.channel = new BroadcastChannel(data.channel);
    const heard = () => {
      clearTimeout(view.patience);
      if (!view.trouble) return;
      view.trouble = "";
      render();
    };
    view.channel.onmessage = ({ data: message }) => {
      if (message.type === "hello" || message.type === "view") heard();
      if (message.type === "hello") tellMap(view.data.perspective);
    };
    view.told = null;
    view.patience = setTimeout(() => {
      view.trouble = "The map did not start. Reload the page to try again; the list still works.";
      render();
    }, PATIENCE);
  }

  if (view.channel && (news || view.told === null)) tellMap(data.perspective);

  view.turn = (view.turn || 0) + 1;
  const { turn } = view;
  // What is returned is also called for a run that a later one has overtaken.
  return () =>
    setTimeout(() => {
      if (view.turn !== turn) return;
      clearTimeout(view.patience);
      if (view.channel) view.channel.close();
      kept.delete(root);
    }, 50);
}
