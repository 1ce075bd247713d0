// Archives under the record: each on a sheet of its own, in its own shape and tone. What is drawn
// is worked out by field.js; here it is asked for, shown in its place, and found under the pointer.
"use strict";

kashmirMap.modules.archives = (map, state, { say, tone, style, field }) => {
  // Above this many events working out a new view takes longer than a frame: then it is done in a
  // worker, and shown a frame later; below, it is drawn in the very frame that asks.
  const OWN_THREAD = 250000;
  const PANE = "archives";
  map.createPane(PANE).style.zIndex = 610;
  map.getPane(PANE).style.pointerEvents = "none";
  const layers = new Map(); // name → layer
  let counted = 0;

  const Sheet = L.Renderer.extend({
    options: { pane: PANE, padding: 0.1 },
    initialize(archive) {
      this.archive = archive;
      L.Renderer.prototype.initialize.call(this);
    },
    _initContainer() {
      this._container = L.DomUtil.create("canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._shown = this._container.getContext("bitmaprenderer");
    },
    _destroyContainer() {
      this._container.remove();
    },
    // A picture and its place change together, when the picture has come; until then the old one
    // stays where it is, or goes along with a zoom.
    _update() {
      this.archive.ask();
    },
    _reset() {
      if (this._bounds) this._updateTransform(map.getCenter(), map.getZoom());
      this.archive.ask();
    },
    put({ bounds, center, zoom }, picture) {
      const size = bounds.getSize();
      [this._bounds, this._center, this._zoom] = [bounds, center, zoom];
      this._container.width = picture.width;
      this._container.height = picture.height;
      this._container.style.width = `${size.x}px`;
      this._container.style.height = `${size.y}px`;
      this._shown.transferFromImageBitmap(picture);
      L.DomUtil.setPosition(this._container, bounds.min);
    },
  });

  class Layer {
    constructor(given) {
      this.given = given;
      this.turn = 0;
      this.sheet = new Sheet(this);
      this.counts = null;
      this.start().catch((error) => this.hear({ type: "failed", words: error.message }));
    }

    async start() {
      const url = String(new URL(this.given.url, location.href));
      if (this.given.count > OWN_THREAD && "Worker" in window) {
        this.worker = new Worker(field);
        this.worker.onmessage = ({ data }) => this.hear(data);
        this.worker.onerror = () => this.hear({ type: "failed", words: "the drawing stopped" });
        this.tell = (message) => this.worker.postMessage(message);
      } else {
        await fieldScript(field);
        this.tell = kashmirFieldwork.served((message) => this.hear(message));
      }
      if (!this.closed) this.tell({ type: "load", url });
    }

    hear(message) {
      if (this.closed) return;
      if (message.type === "loaded") {
        this.n = message.n;
        this.loaded = true;
        map.addLayer(this.sheet);
        this.report({ share: 1 });
      } else if (message.type === "progress") {
        this.report({ share: message.share });
      } else if (message.type === "failed") {
        this.report({ failed: message.words });
      } else if (message.type === "drawn") {
        this.show(message);
      } else if (message.type === "pointed") {
        if (message.turn === this.pointing) pointed(this, message);
      } else if (message.type === "marks") {
        this.told(message.marks);
      } else if (message.type === "clicked") {
        if (message.found) clicked(this, message);
      }
    }

    report(what) {
      this.last = what;
      say({ type: "archive", name: this.given.name, ...what });
    }

    // One picture is under way at a time; what was asked meanwhile is asked once, when it has come.
    ask() {
      if (!this.loaded || state.start === null) return;
      if (this.waiting) {
        this.again = true;
        return;
      }
      const size = map.getSize();
      // While the window moves no larger than the view; at rest with a margin, for who drags the map.
      const still = this.window && this.window[0] === state.start && this.window[1] === state.end;
      this.bare = !still;
      const margin = still ? this.sheet.options.padding : 0;
      const min = map.containerPointToLayerPoint(size.multiplyBy(-margin)).round();
      const bounds = L.bounds(min, min.add(size.multiplyBy(1 + 2 * margin)).round());
      const corner = min.add(map.getPixelOrigin());
      const across = bounds.getSize();
      this.turn += 1;
      this.waiting = { turn: this.turn, bounds, center: map.getCenter(), zoom: map.getZoom(),
        window: [state.start, state.end] };
      const hidden = new Set(state.hidden);
      this.tell({
        type: "draw",
        turn: this.turn,
        ratio: window.devicePixelRatio || 1,
        view: {
          start: state.start,
          end: state.end,
          hidden: Uint8Array.from(style.types, (type) => (hidden.has(type) ? 1 : 0)),
          scale: map.options.crs.scale(map.getZoom()) / 256,
          left: corner.x,
          top: corner.y,
          width: across.x,
          height: across.y,
        },
        look: {
          shape: this.given.place,
          tone: tone(`archive-${this.given.place + 1}`),
          halo: tone("halo"),
          ink: tone("ink"),
          font: style.font,
        },
      });
    }

    show({ turn, picture, counts }) {
      if (!this.waiting || turn !== this.waiting.turn) return;
      const asked = this.waiting;
      this.waiting = null;
      this.window = asked.window;
      this.counts = counts;
      this.sheet.put(asked, picture);
      clearTimeout(this.later);
      this.later = setTimeout(() => {
        this.report({ counts: this.counts });
        if (this.bare) this.ask();
      }, 120);
      if (this.again) {
        this.again = false;
        this.ask();
      }
    }

    // A point of the map in px of the picture that is shown.
    inPicture(layerPoint) {
      return this.sheet._bounds && layerPoint.subtract(this.sheet._bounds.min);
    }

    close() {
      this.closed = true;
      clearTimeout(this.later);
      if (this.worker) this.worker.terminate(); // and gives back all that it held
      this.tell = () => {};
      if (this.loaded) map.removeLayer(this.sheet);
    }
  }

  // Fetched once, and only when there is an archive to draw.
  let script = null;
  function fieldScript(url) {
    script ||= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = resolve;
      element.onerror = () => {
        script = null;
        reject(new Error("a part of the map did not load"));
      };
      document.head.append(element);
    });
    return script;
  }

  // ---- pointer: the record lies above, and comes first ---------------------------------------
  const tooltip = kashmirMap.modules.archiveTooltip(map, style);
  let under = null; // {layer, found} under the pointer

  function pointed(layer, { found, one }) {
    if (!found) {
      if (under && under.layer === layer) forget();
      return;
    }
    under = { layer, found };
    map.getContainer().style.cursor = "pointer";
    const place = L.point(found.x, found.y).add(layer.sheet._bounds.min);
    tooltip.show(layer.given, found, one, map.layerPointToContainerPoint(place));
  }

  function forget() {
    if (!under) return;
    under = null;
    tooltip.hide();
    if (!kashmirMap.eventUnder(lastPoint)) map.getContainer().style.cursor = "";
  }

  let lastPoint = L.point(0, 0);
  function point(layerPoint) {
    lastPoint = layerPoint;
    if (!layers.size) return;
    if (kashmirMap.eventUnder(layerPoint)) {
      forget();
      return;
    }
    counted += 1;
    for (const layer of layers.values()) {
      const place = layer.inPicture(layerPoint);
      if (!place) continue;
      layer.pointing = counted;
      layer.tell({ type: "point", turn: counted, x: place.x, y: place.y });
    }
  }

  map.on("mousemove", (event) => point(event.layerPoint));
  map.on("mouseout movestart zoomstart", forget);
  map.on("click", (event) => {
    if (!layers.size || kashmirMap.eventUnder(event.layerPoint)) return;
    // A finger has not pointed before it clicks: every layer is asked, and answers if it is meant.
    for (const layer of layers.values()) {
      const place = layer.inPicture(event.layerPoint);
      if (place) layer.tell({ type: "click", x: place.x, y: place.y });
    }
  });

  // Many events of one cell are looked at closer while that parts them; else they are told.
  function clicked(layer, { positions, total, box }) {
    forget();
    const [south, west, north, east] = box;
    const spread = L.latLngBounds([south, west], [north, east]);
    if (total > 1 && kashmirMap.lookCloser(map, spread)) return;
    say({ type: "archive-rows", archive: layer.given.name, positions, total });
  }

  // ---- what the page asks ----------------------------------------------------------------------
  const escaped = (text) => {
    const element = document.createElement("span");
    element.textContent = text;
    return element.innerHTML;
  };

  function follow() {
    const wanted = new Map((state.archives || []).map((given) => [given.name, given]));
    for (const [name, layer] of layers) {
      const given = wanted.get(name);
      if (given && given.url === layer.given.url && given.place === layer.given.place) continue;
      layer.close();
      layers.delete(name);
      map.attributionControl.removeAttribution(escaped(layer.given.attribution));
      if (under && under.layer === layer) forget();
    }
    for (const [name, given] of wanted) {
      if (layers.has(name)) continue;
      layers.set(name, new Layer(given));
      map.attributionControl.addAttribution(escaped(given.attribution));
    }
  }

  const paint = () => {
    for (const layer of layers.values()) layer.ask();
  };

  return {
    follow,
    paint,
    // A key that has just arrived asks how things stand.
    tell() {
      for (const layer of layers.values()) if (layer.last) layer.report(layer.last);
    },
    // Marks of the picture that is shown, in px of the map: {x, y, n}.
    marks: (name) =>
      new Promise((resolve) => {
        const layer = layers.get(name);
        const { min } = layer.sheet._bounds;
        layer.told = (marks) =>
          resolve(
            marks.map(({ x, y, n }) => {
              const point = map.layerPointToContainerPoint(L.point(x, y).add(min));
              return { x: point.x, y: point.y, n };
            }),
          );
        layer.tell({ type: "marks" });
      }),
    // What is shown: by archive the window of its picture, and what it counts there.
    shown: () =>
      Object.fromEntries(
        [...layers].map(([name, { window: seen, counts, n }]) => [name, { window: seen, counts, n }]),
      ),
  };
};

// The words beside a mark of an archive: what a browser knows of it without asking.
kashmirMap.modules.archiveTooltip = (map, style) => {
  const box = L.DomUtil.create("div", "event-tooltip", map.getContainer());
  box.setAttribute("role", "tooltip");
  box.hidden = true;

  const line = (kind, text) => {
    const element = document.createElement("div");
    element.className = kind;
    element.textContent = text;
    box.append(element);
  };

  const day = (minute) =>
    new Date(minute * 60000).toLocaleDateString("en-GB", {
      day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
    });

  function when({ start, end }) {
    const [first, last] = [day(start), day(end - 1)];
    return first === last ? first : `${first} – ${last}`;
  }

  function show(given, { n, r }, one, point) {
    box.replaceChildren();
    if (one) {
      line("title", style.typeNames[style.types[one.type]]);
      line("meta", when(one));
      if (one.deaths !== null) {
        line("meta", `${one.deaths.toLocaleString("en-GB")} deaths, the archive’s estimate`);
      }
    } else {
      line("title", `${n.toLocaleString("en-GB")} events here`);
    }
    line("meta", `${given.title}, not part of the record`);
    line("meta", one ? "select to read" : "select to look closer");
    box.hidden = false;
    kashmirMap.placeBeside(map, box, point, r);
  }

  return {
    show,
    hide: () => {
      box.hidden = true;
    },
  };
};
