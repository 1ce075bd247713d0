// The row under the map: events of the window that the view does not show, by place, so that a
// statement made in Moscow does not vanish because Moscow is not on the map.
"use strict";

kashmirMap.modules.outside = (map, { say }) => {
  const MOST = 5;
  const row = document.createElement("div");
  row.className = "outside";
  map.getContainer().parentElement.querySelector(".boundary-words").after(row);
  let words = null;
  let latest = null;

  function place(label, ids) {
    const button = document.createElement("button");
    const name = document.createElement("b");
    name.textContent = label;
    button.append(name, ` ${ids.length}`);
    button.onclick = () => say({ type: "choose", ids, label });
    return button;
  }

  // `away`: indexes of the events outside the view; `countrywide`: those without any place.
  function show(columns, away, countrywide) {
    latest = [columns, away, countrywide];
    if (!words) return;
    const byPlace = new Map();
    for (const i of away) {
      const label = words.where[i];
      if (!byPlace.has(label)) byPlace.set(label, []);
      byPlace.get(label).push(columns.id[i]);
    }
    const places = [...byPlace].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    const head = document.createElement("span");
    head.textContent = "Outside this view";
    const parts = [head];
    for (const [label, ids] of places.slice(0, MOST)) parts.push(place(label, ids));
    const rest = places.slice(MOST).flatMap(([, ids]) => ids);
    if (rest.length) parts.push(place("Elsewhere", rest));
    if (countrywide.length) parts.push(place("Country-wide", countrywide.map((i) => columns.id[i])));
    row.hidden = parts.length === 1;
    row.replaceChildren(...parts);
  }

  return {
    show,
    fill(file) {
      words = file;
      if (latest) show(...latest);
    },
  };
};
