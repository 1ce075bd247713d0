// What runs first in the map's frame: it fetches the files, speaks with the page, and says in
// words when something is missing. It must not need Leaflet, which may be what is missing.
"use strict";

var kashmirMap = (() => {
  const files = window.kashmirMapFiles;
  // streamlit-folium names the frame after itself.
  if (window.frameElement) window.frameElement.title = "Map of events";
  const here = document.currentScript.src;
  const modules = {};

  const state = {
    start: null, // nothing is drawn until the page has told the window
    end: null,
    hidden: [],
    selected: null,
    linked: [],
    story: [],
    archives: [],
    perspective: "de-facto",
    theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  };
  let channel = null;
  let hear = () => {};
  let failed = false;
  let drawn = false;

  function fail(what) {
    if (failed) return;
    failed = true;
    const note = document.createElement("div");
    note.className = "frame-failure";
    note.setAttribute("role", "alert");
    note.style.cssText =
      "position:fixed;inset:0;display:flex;flex-direction:column;align-items:center;gap:12px;" +
      "justify-content:center;padding:24px;text-align:center;font:15px/22px system-ui,sans-serif;" +
      `background:${tone("land")};color:${tone("ink")};z-index:2000`;
    const words = document.createElement("p");
    words.style.margin = "0";
    words.textContent = `The map could not be drawn: ${what}. The list still works.`;
    const again = document.createElement("button");
    again.textContent = "Try again";
    again.style.cssText =
      "font:inherit;padding:8px 16px;border-radius:4px;cursor:pointer;background:none;" +
      `color:inherit;border:1px solid ${tone("ink3")}`;
    again.onclick = () => location.reload();
    note.append(words, again);
    document.body.append(note);
    say({ type: "failed", message: words.textContent });
  }

  function say(message) {
    if (channel) channel.postMessage(message);
  }

  function tone(name) {
    return files.style.palette[state.theme][name];
  }

  async function load(name) {
    const answer = await fetch(new URL(files[name], here));
    if (!answer.ok) throw new Error(`${files[name]} answered ${answer.status}`);
    return answer.json();
  }

  // Started before Leaflet has arrived: the requests run beside each other.
  const wanted = { events: load("events"), base: load("base") };
  for (const file of Object.values(wanted)) file.catch(() => {});

  // streamlit-folium leaves the frame blank when one script does not load: say it here instead.
  window.addEventListener(
    "error",
    (event) => {
      const source = event.target && event.target.src;
      if (source) fail(`the file ${source.split("/").pop()} did not load`);
      // Once the map stands a fault costs what it costs, not the map; and a notice of the
      // browser that sizes are still settling is no fault.
      else if (!drawn && event.message && !event.message.startsWith("ResizeObserver")) {
        fail(event.message);
      }
    },
    true,
  );

  function start(map, channelName) {
    if (!("BroadcastChannel" in window)) {
      fail("this browser is too old");
      return;
    }
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(
      "© OpenStreetMap contributors · Natural Earth · " +
        '<a href="https://leafletjs.com" target="_blank" rel="noopener">Leaflet</a>',
    );
    L.control.scale({ imperial: false }).addTo(map);
    const container = map.getContainer();
    container.setAttribute("role", "group");
    container.setAttribute(
      "aria-label",
      "Map of events. The list “Events in view” holds the same events.",
    );
    channel = new BroadcastChannel(channelName);
    modules.motion(map);

    const reach = L.latLngBounds(files.reach);
    map.setMaxBounds(reach);
    const boundaries = modules.boundaries(map, state, { say });
    const background = modules.background(map, state, {
      changed: () => base.restyle(),
      warn: boundaries.warn,
    });
    const districts = modules.districts(map, { tone, load, loaded: () => base.relabel() });
    const base = modules.base(map, state, {
      tone, say, load, boundaries, background, districts,
      link: (name) => String(new URL(files[name], here)),
      style: files.style,
    });
    const finder = modules.finder(map, { tone, style: files.style });
    const events = modules.eventLayer(map, state, {
      tone,
      say,
      load,
      reach,
      style: files.style,
      settled: base.relabel,
      districts,
    });
    const archives = modules.archives(map, state, {
      say, tone, style: files.style, field: new URL(files.field, here),
    });
    window.eventLayer = {
      ...events.handle,
      channel: channelName,
      archives: archives.shown,
      marks: archives.marks,
    };

    function applyTheme() {
      document.documentElement.dataset.theme = state.theme;
      container.style.background = tone("land");
      for (const [name, colours] of Object.entries(files.style.palette[state.theme])) {
        document.documentElement.style.setProperty(`--km-${name}`, colours);
      }
      base.restyle();
      finder.paint();
      districts.paint();
      archives.paint();
    }

    let frame = 0;
    function paintSoon() {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        events.paint();
      });
    }

    // The timeline calls this in its own frame, so that the map paints in the same one; what it
    // also posts on the channel arrives later and changes nothing.
    hear = (message) => {
      if (message.type === "window") {
        if (state.start === message.start && state.end === message.end) return;
        state.start = message.start;
        state.end = message.end;
        cancelAnimationFrame(frame);
        frame = 0;
        base.follow();
        events.paint();
        archives.paint();
      } else if (message.type === "state") {
        const dressed = state.theme;
        Object.assign(state, message);
        if (state.theme !== dressed || !document.documentElement.dataset.theme) applyTheme();
        base.follow();
        events.follow();
        archives.follow();
        archives.paint();
        paintSoon();
      } else if (message.type === "perspective") {
        state.perspective = message.id;
        base.follow();
      } else if (message.type === "background") {
        background.show(message.picture);
      } else if (message.type === "fly") {
        finder.fly(message);
      } else if (message.type === "legend") {
        boundaries.tell(); // a key that has just arrived asks what is drawn
        archives.tell();
      }
    };
    channel.onmessage = ({ data }) => hear(data);

    // Symbols first: the base, the larger work, waits for them, but not for long.
    const patience = new Promise((resolve) => setTimeout(resolve, 1500));
    const ready = Promise.race([events.firstPaint, patience]);
    Promise.all([wanted.base, ready])
      .then(([layers]) => {
        base.draw(layers);
        paintSoon(); // region-wide counts stand under names that are only now placed
      })
      .catch((error) => fail(error.message));
    wanted.events
      .then((columns) => {
        events.fill(columns);
        events.follow();
        drawn = true;
        paintSoon();
      })
      .catch((error) => fail(error.message));

    applyTheme();
    say({ type: "hello" });
    // The frame is resized by the page (a phone turned, the account opened): Leaflet must know.
    new ResizeObserver(() => map.invalidateSize({ animate: false, pan: true })).observe(
      document.documentElement,
    );
  }

  return {
    start,
    modules,
    hear: (message, name) => channel && channel.name === name && hear(message),
  };
})();
