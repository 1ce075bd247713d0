// The words beside a symbol under the pointer. Titles are data: they enter by textContent alone.
"use strict";

kashmirMap.modules.tooltip = (map) => {
  const box = L.DomUtil.create("div", "event-tooltip", map.getContainer());
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  let words = null;

  function line(className, text) {
    const element = document.createElement("div");
    element.className = className;
    element.textContent = text;
    box.append(element);
    return element;
  }

  function one(i) {
    line("title", words.title[i]);
    line("meta", words.meta[i]);
    for (const [speaker, verb, said] of words.claims[i]) {
      const claim = line("claim", "");
      const who = document.createElement("b");
      who.textContent = speaker;
      claim.append(who, ` ${verb}: ${said}`);
    }
    const count = words.sources[i];
    line("meta", `${count} ${count === 1 ? "source" : "sources"} · select to read`);
  }

  function several(members, columns) {
    const regional = columns.precision[members[0]] >= 3;
    line("title", regional ? `${members.length} events, region-wide` : `${members.length} events here`);
    for (const i of members.slice(0, 4)) line("item", words.title[i]);
    if (members.length > 4) line("meta", `and ${members.length - 4} more`);
    line("meta", regional ? "select to list them" : "select to look closer");
  }

  function show(group, columns) {
    if (!words) return;
    box.replaceChildren();
    if (group.members.length === 1) one(group.members[0]);
    else several(group.members, columns);
    box.hidden = false;
    kashmirMap.placeBeside(map, box, map.layerPointToContainerPoint([group.x, group.y]), group.r || 8);
  }

  return {
    fill: (file) => {
      words = file;
    },
    show,
    hide: () => {
      box.hidden = true;
    },
  };
};

// Beside a symbol of radius r, kept 8 px inside the map and off the attribution at its foot.
kashmirMap.placeBeside = (map, box, point, r) => {
  const size = map.getSize();
  const { offsetWidth: width, offsetHeight: height } = box;
  const foot = 26;
  let x = point.x + r + 12;
  if (x + width > size.x - 8) x = point.x - r - 12 - width;
  if (x < 8) x = Math.max(8, Math.min(point.x - width / 2, size.x - 8 - width));
  let y = point.y - height / 2;
  if (x < point.x && x + width > point.x) {
    y = point.y + r + 10;
    if (y + height > size.y - foot) y = point.y - r - 10 - height;
  }
  y = Math.max(8, Math.min(y, size.y - foot - height));
  box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
};
