// "Find a place": a combobox whose answers come from Python, which knows spellings and scripts.
// A choice is told to the map over the page's channel.
const boxes = new WeakMap();
const ELSE = "Try another spelling or a larger place nearby; words in events are found by More filters.";
const PAUSE = 150; // ms without a key until the text is sent
let made = 0;

class SearchBox {
  constructor(root) {
    made += 1;
    this.name = `place-${made}`;
    this.serial = Date.now(); // of the last question: no answer to an older box can have it
    this.answered = 0;
    this.candidates = [];
    this.active = -1;
    this.chooseFirst = false; // Enter came before the answer
    this.input = el("input", {
      id: this.name,
      type: "text",
      role: "combobox",
      placeholder: "Find a place",
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      enterkeyhint: "go",
      dir: "auto",
      maxlength: "80",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${this.name}-list`,
      oninput: () => this.typed(),
      onkeydown: (event) => this.key(event),
      onfocus: () => this.open(),
      onblur: () => this.close(),
    });
    this.clear = el(
      "button",
      { class: "clear", type: "button", "aria-label": "Clear the search", onclick: () => this.empty() },
      "×",
    );
    this.list = el("ul", {
      id: `${this.name}-list`,
      role: "listbox",
      "aria-label": "Places",
      // Keeps the focus in the field, so that a touch on an entry does not close the list first.
      onpointerdown: (event) => event.preventDefault(),
      onmousedown: (event) => event.preventDefault(),
    });
    this.status = el("p", { class: "status", role: "status" });
    const lens = svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" });
    lens.append(
      svg("path", {
        d: "M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.4 10.4L14 14",
        fill: "none",
        stroke: "currentColor",
        "stroke-width": 1.5,
      }),
    );
    root.replaceChildren(
      el("label", { for: this.name }, "Find a place"),
      el("div", { class: "field" }, lens, this.input, this.clear),
      this.list,
      this.status,
    );
    this.draw();
  }

  take(data, send) {
    this.send = send;
    this.listen(data.channel);
    // An answer to a text that has changed since, or one that was taken before.
    if (data.serial !== this.serial || data.serial === this.answered) return;
    this.answered = data.serial;
    this.candidates = data.candidates;
    this.active = -1;
    this.open();
    if (this.chooseFirst && this.candidates.length) this.choose(0);
    this.chooseFirst = false;
  }

  listen(name) {
    if (!("BroadcastChannel" in window) || this.channel?.name === name) return;
    this.channel?.close();
    this.channel = new BroadcastChannel(name);
  }

  typed() {
    clearTimeout(this.timer);
    this.chooseFirst = false;
    this.serial += 1;
    if (this.text()) {
      this.timer = setTimeout(() => this.ask(), PAUSE);
      this.draw();
    } else {
      this.candidates = [];
      this.close();
    }
  }

  text() {
    return this.input.value.trim();
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = null;
    this.send("query", { text: this.text(), serial: this.serial });
  }

  isWaiting() {
    return this.answered !== this.serial;
  }

  key(event) {
    if (event.isComposing) return; // Enter ends the composing of a Chinese word, not the search
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      this.open();
      this.move(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && this.text()) {
      event.preventDefault();
      if (!this.isWaiting()) this.choose(Math.max(this.active, 0));
      else {
        this.chooseFirst = true;
        if (this.timer) this.ask();
      }
    } else if (key === "Escape") {
      if (this.shown) this.close();
      else this.empty();
      event.stopPropagation();
    }
  }

  move(step) {
    const count = this.candidates.length;
    if (!this.shown || !count) return;
    // One place before the first and after the last stands for the field itself.
    this.active = ((this.active + 1 + step + count + 1) % (count + 1)) - 1;
    this.mark();
  }

  empty() {
    this.input.value = "";
    this.typed();
    this.input.focus();
  }

  open() {
    this.shown = Boolean(this.text()) && !this.isWaiting() && this.hasFocus();
    this.draw();
  }

  hasFocus() {
    return this.input.getRootNode().activeElement === this.input;
  }

  close() {
    this.shown = false;
    this.active = -1;
    this.draw();
  }

  choose(number) {
    const place = this.candidates[number];
    if (!place) return;
    const { latitude, longitude, zoom, name, id } = place;
    this.channel?.postMessage({ type: "fly", latitude, longitude, zoom, name, id });
    this.close();
    // A phone's keyboard would hide the map.
    if (matchMedia("(pointer: coarse)").matches) this.input.blur();
    this.status.textContent = `The map goes to ${name}, ${place.about}`;
  }

  draw() {
    this.clear.hidden = !this.input.value;
    const open = Boolean(this.shown && this.candidates.length);
    this.input.setAttribute("aria-expanded", String(open));
    this.list.hidden = !open;
    if (this.drawn !== this.candidates) {
      this.drawn = this.candidates;
      this.list.replaceChildren(...this.candidates.map((place, number) => this.option(place, number)));
    }
    this.mark();
    const none = this.shown && !this.candidates.length;
    this.status.classList.toggle("none", Boolean(none));
    const count = this.candidates.length;
    if (none) this.status.textContent = `No place has a name like this. ${ELSE}`;
    else if (this.shown) this.status.textContent = count === 1 ? "1 place" : `${count} places`;
    else this.status.textContent = "";
  }

  option(place, number) {
    const local =
      place.local && el("span", { class: "local", lang: place.language, dir: "auto" }, place.local);
    return el(
      "li",
      { role: "option", id: `${this.name}-${number}`, onclick: () => this.choose(number) },
      el("span", { class: "names" }, el("span", { class: "name" }, place.name), local || null),
      el("span", { class: "about" }, place.about),
    );
  }

  mark() {
    for (const [number, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(number === this.active));
    }
    const option = this.list.children[this.active];
    if (option && !this.list.hidden) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  end() {
    clearTimeout(this.timer);
    this.channel?.close();
  }
}

export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".search");
  let box = boxes.get(root);
  if (!box) {
    box = new SearchBox(root);
    boxes.set(root, box);
  }
  box.take(data, setStateValue);
  box.turn = (box.turn || 0) + 1;
  const { turn } = box;
  // What is returned is also called for a run that a later one has overtaken.
  return () =>
    setTimeout(() => {
      if (box.turn !== turn) return;
      box.end();
      boxes.delete(root);
    }, 50);
}
