// The panel beside the map: the list of events, or the account of the one that is open.
const mounted = new WeakMap();
const ONE_COLUMN = "(max-width: 900px)"; // as in page.css
const ARCHIVE = " archive"; // stands for an event's id; no event has this one

class Panel {
  constructor(root) {
    this.root = root;
    this.onMap = null;
    this.chosen = null;
    this.scroll = 0;
    this.shown = undefined; // id of the open event, null for the list, undefined before the first
    this.list = new EventList(
      (id) => this.open(id),
      () => this.choose(null),
      () => this.channel?.postMessage({ type: "unfilter" }),
    );
    this.citings = new Map();
    this.story = el("div");
    this.place = el("div", {}, this.story, ...this.list.parts);
    this.onLibrary = () => this.render();
    document.addEventListener("kashmir-map-library", this.onLibrary);
    this.onKey = (event) => {
      const typing = event.composedPath()[0].matches?.('input[type="text"]');
      if (event.key === "Escape" && (this.data.event || this.data.archive) && !typing) this.open("");
      else this.walk(event);
    };
    document.addEventListener("keydown", this.onKey);
  }

  // On a path the arrow keys go to the next step, unless what has the focus needs them itself.
  walk(event) {
    const { story } = this.data;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || !story || story.at === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const needs = "input, select, textarea, [role=slider], [role=combobox], iframe";
    if (event.composedPath()[0].closest?.(needs)) return;
    if (story.steps[story.at + by]) this.go(story.at + by);
  }

  go(step) {
    this.ask("step", step);
  }

  tell(story) {
    this.ask("story", story);
  }

  open(id) {
    this.ask("open", id);
  }

  // The citation of an event or a story: kept, so that it stays unfolded when it is drawn again.
  citing(kind, id) {
    const key = `${kind} ${id}`;
    if (!this.citings.has(key)) {
      this.citings.set(key, new Citing(`Cite this ${kind}`, () => this.ask("cite", { kind, id })));
    }
    return this.citings.get(key).element;
  }

  take(data, ask) {
    // What was filtered since Python was asked stays filtered.
    this.data = data.serial < this.filtered?.serial ? { ...data, ...this.filtered } : data;
    this.ask = ask;
    // While it moves the window is the timeline's to tell; what Python says of it may be past.
    if (!this.told) this.setWindow(data.window);
    this.listen(data.channel);
    this.render();
    if (!data.citation) return;
    const { kind, id, forms } = data.citation;
    this.citings.get(`${kind} ${id}`)?.show(forms);
  }

  setWindow(window) {
    const key = window.join();
    if (key === this.windowKey) return;
    this.windowKey = key;
    this.window = window;
    this.chosen = null; // a new window makes the narrowing to some events meaningless
  }

  listen(name) {
    if (!("BroadcastChannel" in window) || this.channel?.name === name) return;
    this.channel?.close();
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data: message }) => {
      if (message.type === "rest" || message.type === "state") {
        this.told = true;
        this.setWindow([message.start, message.end]);
        this.render();
      } else if (message.type === "filter") {
        const { hidden, without, serial } = message;
        this.filtered = { hidden, without, serial };
        this.data = { ...this.data, ...this.filtered };
        this.render();
      } else if (message.type === "view") {
        this.list.onMap.textContent = `${message.ids.length} on this map`;
      } else if (message.type === "select") {
        this.open(message.id);
      } else if (message.type === "archive-rows") {
        const { archive, positions, total } = message;
        this.ask("rows", { archive, positions, total });
      } else if (message.type === "tell") {
        // The loaded story's card is the way into it.
        if (message.story === this.data.story?.card.id) this.go(0);
        else this.tell(message.story);
      } else if (message.type === "choose") {
        this.choose({ ids: message.ids, label: message.label });
      }
    };
  }

  choose(chosen) {
    this.chosen = chosen;
    if (this.data.event) this.open("");
    else this.render();
    this.root.scrollTop = 0;
  }

  // The entries of the window, and the first one after it.
  rows() {
    const library = window.kashmirMapLibrary;
    if (!library || library.channel !== this.data.channel) return null;
    const [start, end] = this.window;
    const hidden = new Set(this.data.hidden);
    const without = new Set(this.data.without);
    const shown = library.rows.filter(
      (row) => !hidden.has(row.type) && !without.has(row.position),
    );
    const inWindow = (row) => row.start < end && row.end > start;
    const rows = shown.filter(inWindow);
    return {
      rows,
      filtered: rows.length ? 0 : library.rows.filter(inWindow).length,
      next: shown.find((row) => row.start >= end),
      last: shown.findLast((row) => row.end <= start),
      glyphs: library.glyphs,
    };
  }

  render() {
    const found = this.rows();
    if (!found) return;
    const { event } = this.data;
    const before = this.shown;
    const open = Boolean(event || this.data.archive);
    document.documentElement.toggleAttribute("data-km-event", open);
    this.root.classList.toggle("open", open);
    const { archive } = this.data;
    if (event) this.renderEvent(event, found, before);
    else if (archive) this.renderArchive(archive);
    else this.renderList(found, before);
    this.shown = event ? event.id : archive ? ARCHIVE : null;
  }

  renderEvent(event, found, before) {
    if (before === null) this.scroll = this.root.scrollTop;
    const { story, windowWords, link } = this.data;
    const key = JSON.stringify([event, story, this.windowKey, windowWords, link, found.rows.length]);
    if (key === this.drawn) return;
    this.drawn = key;
    const { region, heading } = eventDetail(
      event,
      { ...found, windowWords, link },
      this.citing("event", event.id),
      {
        open: (id) => this.open(id),
        close: () => this.open(""),
        go: (href) => this.ask("go", href),
      },
    );
    const bar = storyBar(story, (step) => this.go(step));
    if (bar) region.querySelector(".way").after(bar);
    const focused = this.root.contains(this.root.getRootNode().activeElement);
    this.root.replaceChildren(region);
    if (before === event.id) {
      // Drawn once more, for the window has moved: whoever was in it stays in it.
      if (focused) heading.focus({ preventScroll: true });
      return;
    }
    this.root.scrollTop = 0;
    if (before === undefined) return;
    heading.focus({ preventScroll: true });
    // On a phone it is the page that scrolls, and the account has moved to its top.
    if (matchMedia(ONE_COLUMN).matches) heading.scrollIntoView({ block: "center" });
  }

  renderArchive(archive) {
    const { windowWords } = this.data;
    const key = JSON.stringify([archive, windowWords]);
    if (key === this.drawn) return;
    this.drawn = key;
    const { region, heading } = archiveRows(archive, windowWords, () => this.open(""));
    this.root.replaceChildren(region);
    this.root.scrollTop = 0;
    heading.focus({ preventScroll: true });
    if (matchMedia(ONE_COLUMN).matches) heading.scrollIntoView({ block: "center" });
  }

  renderList(found, before) {
    const { story, stories, selected, hidden, without } = this.data;
    const shown = [hidden, without, this.windowKey, this.chosen];
    const key = JSON.stringify([story, stories, selected, shown]);
    if (before === null && key === this.drawn) return;
    this.drawn = key;
    const told = JSON.stringify([story, stories]);
    if (told !== this.storyKey) {
      const go = (step) => this.go(step);
      const cite = story && this.citing("story", story.card.id);
      this.story.replaceChildren(...storyCard(story, stories, cite, go, (id) => this.tell(id)));
      this.storyKey = told;
    }
    this.list.show({ ...found, chosen: this.chosen, selected });
    if (before === null) return;
    this.root.replaceChildren(this.place);
    if (before === undefined) return;
    this.root.scrollTop = this.chosen ? 0 : this.scroll;
    const row = this.list.built.get(before);
    if (!row) return;
    row.firstChild.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.channel?.close();
    document.removeEventListener("kashmir-map-library", this.onLibrary);
    document.removeEventListener("keydown", this.onKey);
    document.documentElement.removeAttribute("data-km-event");
    mounted.delete(this.root);
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".panel");
  let panel = mounted.get(root);
  if (!panel) {
    panel = new Panel(root);
    mounted.set(root, panel);
  }
  panel.turn = (panel.turn || 0) + 1;
  const { turn } = panel;
  panel.take(data, setTriggerValue);
  // What is returned is also called for a run that a later one has overtaken.
  return () => setTimeout(() => panel.turn === turn && panel.close(), 50);
}
