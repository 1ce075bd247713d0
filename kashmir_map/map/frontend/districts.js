// Districts: quiet edges when the reader looks close, and the one in which an event lies somewhere.
"use strict";

kashmirMap.modules.districts = (map, { tone, load, loaded }) => {
  const FROM_ZOOM = 8.5;
  const TO_ZOOM = 10.4; // edges are known to some two to four km: closer they would pretend
  let features = null;
  let asked = false;
  let marked = null; // [district, family]

  const rings = (geometry) =>
    geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();

  const painter = kashmirMap.modules.painter(map, "districts", 215, (g, corner) => {
    if (!features) return;
    const trace = (district) => {
      g.beginPath();
      for (const ring of district.rings) {
        for (const place of ring) {
          const { x, y } = map.latLngToLayerPoint(place);
          g.lineTo(x - corner.x, y - corner.y);
        }
        g.closePath();
      }
    };
    if (map.getZoom() >= FROM_ZOOM && map.getZoom() <= TO_ZOOM) {
      const view = map.getBounds().pad(0.2);
      g.setLineDash([1.5, 3]);
      g.lineWidth = 0.9;
      g.strokeStyle = tone("label-context");
      for (const district of features.values()) {
        if (!view.intersects(district.bounds)) continue;
        trace(district);
        g.stroke();
      }
      g.setLineDash([]);
    }
    const district = marked && features.get(marked[0]);
    if (!district) return;
    trace(district);
    g.fillStyle = `${tone(marked[1])}29`;
    g.fill("evenodd");
    g.lineWidth = 1.6;
    g.strokeStyle = tone(marked[1]);
    g.stroke();
  });

  function ask() {
    if (asked) return;
    asked = true;
    load("districts").then(
      (file) => {
        features = new Map(
          file.features.map(({ properties, geometry }) => {
            const places = rings(geometry).map((ring) => ring.map(([x, y]) => L.latLng(y, x)));
            const bounds = L.latLngBounds(places.flat());
            return [properties.id, { ...properties, rings: places, bounds }];
          }),
        );
        painter.paint();
        loaded();
      },
      () => {
        asked = false; // the map goes on without them, and asks again when they are needed
      },
    );
  }

  map.on("zoomend", () => map.getZoom() >= FROM_ZOOM && ask());

  return {
    mark(id, family) {
      if ((marked && marked[0]) === id) return;
      marked = id && [id, family];
      if (id) ask();
      painter.paint();
    },
    marked: () => features && marked && features.has(marked[0]) && marked[0],
    paint: () => painter.paint(),
    names: () => (features && map.getZoom() >= FROM_ZOOM + 0.4 ? [...features.values()] : []),
  };
};
