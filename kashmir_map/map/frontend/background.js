// Pictures of the ground from other computers: only when the reader asks, and only while they come.
"use strict";

kashmirMap.modules.background = (map, state, { changed, warn }) => {
  const PATIENCE = 8000; // ms without an answer until the reader is told
  let layer = null;
  let chosen = null;
  let arrived = false;
  let timer = 0;

  const notice = L.DomUtil.create("div", "background-notice");
  notice.setAttribute("role", "status");
  notice.hidden = true;
  map.getContainer().append(notice);

  function silent() {
    if (arrived || !chosen) return;
    notice.textContent = `“${chosen.title}” does not answer. The map shown is the one on this computer.`;
    notice.hidden = false;
  }

  function show(picture) {
    clearTimeout(timer);
    if (layer) layer.remove();
    notice.hidden = true;
    [layer, chosen, arrived] = [null, picture, false];
    warn(
      picture && picture.draws_borders
        ? `The background “${picture.title}” draws borders and names of its own; they may differ.`
        : "",
    );
    changed();
    if (!picture) return;
    layer = L.tileLayer(picture.url, {
      attribution: picture.attribution,
      maxNativeZoom: picture.max_zoom,
      referrerPolicy: "no-referrer",
      pane: "tilePane",
    });
    layer.on("tileload", () => {
      notice.hidden = true;
      if (arrived) return;
      arrived = true;
      changed();
    });
    layer.on("tileerror", silent);
    timer = setTimeout(silent, PATIENCE);
    layer.addTo(map);
  }

  return { show, shows: () => Boolean(layer) && arrived };
};
