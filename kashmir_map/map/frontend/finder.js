// A place that the reader looked for: the map goes there and marks it until the next click.
"use strict";

kashmirMap.modules.finder = (map, { tone, style }) => {
  let found = null;
  const painter = kashmirMap.modules.painter(map, "finder", 630, (g, corner) => {
    if (!found) return;
    const { x, y } = map.latLngToLayerPoint(found.place).subtract(corner);
    g.lineWidth = 5;
    g.strokeStyle = tone("halo");
    g.beginPath();
    g.arc(x, y, 13, 0, 2 * Math.PI);
    g.stroke();
    g.lineWidth = 2;
    g.strokeStyle = tone("ink");
    g.stroke();
    g.font = `600 13px ${style.font}`;
    g.textBaseline = "middle";
    g.lineWidth = 4;
    g.strokeStyle = tone("halo");
    g.strokeText(found.name, x + 19, y);
    g.fillStyle = tone("ink");
    g.fillText(found.name, x + 19, y);
  });

  function clear() {
    found = null;
    painter.paint();
  }
  map.on("click", clear);

  return {
    fly({ latitude, longitude, name, zoom }) {
      found = { place: L.latLng(latitude, longitude), name };
      map.setView(found.place, Math.max(map.getZoom(), zoom || 10), { animate: true });
      painter.paint();
    },
    paint: () => painter.paint(),
  };
};
