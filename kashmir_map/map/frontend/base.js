// The quiet base: land, units tinted by who administers them, water, and lines by their status.
"use strict";

kashmirMap.modules.base = (map, state, { tone, style }) => {
  // One canvas below everything; Leaflet draws, pans and scales it.
  map.createPane("base").style.zIndex = 210;
  const renderer = L.canvas({ pane: "base", padding: 0.3 });
  const shared = { renderer, pane: "base", interactive: false, smoothFactor: 0.6 };
  const dressed = []; // [layer, style function]: dressed anew when theme or zoom band change
  let labels = null;

  const band = () => (map.getZoom() < 8 ? 0 : map.getZoom() < 10 ? 1 : 2);

  // Width in px at zoom ≤ 7, 8–9 and ≥ 10; the dashes stay, so that a status reads the same.
  const STROKES = {
    "line-of-control": { width: [1.9, 2.4, 3], dash: "6 3.4" },
    "actual-ground-position-line": { width: [2.4, 2.8, 3.2], dash: "0.1 4.6", cap: "round" },
    "line-of-actual-control": { width: [1.5, 1.9, 2.4], dash: "13 5" },
    "working-boundary": { width: [1.5, 1.9, 2.4], dash: "9 3 1.6 3" },
    "international-boundary": { width: [1.3, 1.6, 2] },
    internal: { width: [0.8, 0.8, 0.8], opacity: 0.45 },
  };

  function tint({ code, administered_by: administrator, kind }) {
    if (code === "PB_IN") return tone("punjab-india");
    if (code === "PB_PK") return tone("punjab-pakistan");
    return tone(kind === "unit" ? administrator.toLowerCase() : "land");
  }

  function add(features, dress) {
    const layer = L.geoJSON(features, { ...shared, style: dress }).addTo(map);
    dressed.push([layer, dress]);
  }

  const filled = (colour) => ({ stroke: false, fill: true, fillColor: colour, fillOpacity: 1 });

  function draw(file) {
    const statusOf = (feature) => STROKES[feature.properties.status] || STROKES.internal;
    add(file.units, ({ properties }) => ({ ...filled(tint(properties)) }));
    add(file.glaciers, () => ({ ...filled(tone("glacier")), fillOpacity: 0.75 }));
    add(file.outlines, () => ({
      color: tone("outline"),
      weight: [0.7, 1, 1.3][band()],
      fill: false,
    }));
    add(file.rivers, () => ({ color: tone("river"), weight: [1, 1.4, 1.8][band()], fill: false }));
    add(file.lakes, () => ({
      ...filled(tone("water")),
      stroke: true,
      weight: 0.6,
      color: tone("river"),
    }));
    const marked = {
      type: "FeatureCollection",
      features: file.lines.features.filter((f) => f.properties.status !== "internal"),
    };
    add(marked, () => ({ color: tone("halo"), weight: 4 + [0, 0.5, 1][band()], opacity: 0.75 }));
    add(file.lines, (feature) => {
      const { width, dash, cap, opacity = 1 } = statusOf(feature);
      return {
        color: tone("line"),
        weight: width[band()],
        dashArray: dash || null,
        lineCap: cap || "butt",
        opacity,
        fill: false,
      };
    });
    labels = kashmirMap.modules.labels(map, file, { tone, style });
  }

  function restyle() {
    for (const [layer, dress] of dressed) layer.setStyle(dress);
    if (labels) labels.paint();
  }

  let drawnBand = band();
  map.on("zoomend", () => {
    if (band() === drawnBand) return;
    drawnBand = band();
    restyle();
  });

  return { draw, restyle, relabel: () => labels && labels.paint() };
};
