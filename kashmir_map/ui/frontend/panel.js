// The panel beside the map: the list of events, or the account of the one that is open.
const mounted = new WeakMap();

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = parentElement.querySelector(".panel");
  let view = mounted.get(root);
  if (!view) {
    view = { onMap: null, chosen: null, scroll: 0, shown: null };
    mounted.set(root, view);
  }
  view.data = data;

  const open = (id) => setTriggerValue("open", id);
  const close = () => setTriggerValue("open", "");

  function clear() {
    view.chosen = null;
    render();
  }

  function render() {
    const current = view.data;
    const detail = current.event;
    const before = view.shown;
    document.documentElement.toggleAttribute("data-km-event", Boolean(detail));
    if (!before) view.scroll = root.scrollTop;
    root.classList.toggle("open", Boolean(detail));
    if (detail) {
      const { region, heading } = eventDetail(detail, current, open, close);
      root.replaceChildren(region);
      if (before !== detail.id) {
        root.scrollTop = 0;
        if (view.rendered) heading.focus({ preventScroll: true });
      }
    } else {
      const story = articleCard(current.card);
      root.replaceChildren(
        ...[story, ...eventList(current, view, open, clear)].filter(Boolean),
      );
      if (before) {
        root.scrollTop = view.scroll;
        const row = root.querySelector(`[data-event="${CSS.escape(before)}"]`);
        if (row) row.focus({ preventScroll: true });
      }
    }
    view.shown = detail ? detail.id : null;
    view.rendered = true;
  }

  // What the map says: how many of the events it shows, and which of them a click asks for.
  if (view.channelName !== data.channel) {
    if (view.channel) view.channel.close();
    view.channelName = data.channel;
    view.channel = new BroadcastChannel(data.channel);
    view.channel.onmessage = ({ data: message }) => {
      if (message.type === "view") {
        view.onMap = message.ids.length;
        const label = root.querySelector(".on-map");
        if (label) label.textContent = `${view.onMap} on this map`;
      } else if (message.type === "select") {
        view.open(message.id);
      } else if (message.type === "choose") {
        view.chosen = { ids: message.ids, label: message.label };
        if (view.data.event) view.close();
        else view.render();
        root.scrollTop = 0;
      }
    };
  }
  Object.assign(view, { open, close, render });

  // A new window makes the narrowing to some events meaningless.
  if (view.windowWords !== undefined && view.windowWords !== data.windowWords) view.chosen = null;
  view.windowWords = data.windowWords;
  render();

  root.onkeydown = (event) => {
    if (event.key === "Escape" && view.data.event) {
      event.preventDefault();
      close();
    }
  };

  return () => {
    if (view.channel) view.channel.close();
    view.channelName = null;
    document.documentElement.removeAttribute("data-km-event");
  };
}
