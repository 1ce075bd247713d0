// Boundaries as statements: whose depiction is drawn, as of when, and the words that say so.
"use strict";

kashmirMap.modules.boundaries = (map, state, { say }) => {
  let perspectives = null; // id → epochs in order of time, as `kashmir_map.perspectives` has them
  let shown = null;
  let shownKey = "";
  let warning = "";

  // A caption of the map's own, at its foot: it goes into every picture and hides no symbol.
  const words = L.DomUtil.create("div", "boundary-words");
  words.setAttribute("role", "status");
  map.getContainer().after(words);

  function current() {
    const epochs = perspectives[state.perspective] || Object.values(perspectives)[0];
    let index = 0;
    // What stood at the window's last minute is drawn.
    while (index + 1 < epochs.length && epochs[index + 1].start < state.end) index += 1;
    return [epochs, index];
  }

  function write() {
    words.textContent = warning ? `${shown.words} ${warning}` : shown.words;
  }

  // Whether another map must be drawn than the one that is.
  function follow() {
    if (!perspectives || state.end === null) return false;
    const [epochs, index] = current();
    const key = `${state.perspective} ${index}`;
    if (key === shownKey) return false;
    shownKey = key;
    shown = epochs[index];
    write();
    tell();
    return true;
  }

  function tell() {
    if (!shown) return;
    const [, epoch] = current();
    say({ type: "drawn", perspective: state.perspective, epoch });
  }

  return {
    fill(file) {
      perspectives = file;
    },
    follow,
    tell,
    warn(text) {
      warning = text;
      if (shown) write();
    },
    unit: (code) => shown && shown.units[code],
    line: (id) => shown && shown.lines[id],
  };
};
