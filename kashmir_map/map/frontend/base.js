// The quiet base: land, units tinted as the chosen perspective has them, water, relief, and lines
// by their status. A coarse geometry comes first; the fine one follows when the reader looks closer.
"use strict";

kashmirMap.modules.base = (map, state, parts) => {
  const { tone, style, load, link, say, boundaries, background, districts } = parts;
  const FINE_FROM = 7.5; // zoom from which the coarse geometry would show its steps
  const shared = { interactive: false, smoothFactor: 0.6 };
  // Land, relief and lines lie on three sheets, so that relief shades the land and not the lines.
  const sheet = (pane, zIndex) => {
    map.createPane(pane).style.zIndex = zIndex;
    return { ...shared, pane, renderer: L.canvas({ pane, padding: 0.3 }) };
  };
  const land = sheet("land", 206);
  map.createPane("relief").style.zIndex = 208;
  map.getPane("relief").style.pointerEvents = "none";
  const ink = sheet("ink", 210);
  const details = {}; // name → [[layer, how it is dressed]]: one set is on the map at a time
  let detail = "";
  let relief = null;
  let labels = null;

  const band = () => (map.getZoom() < 8 ? 0 : map.getZoom() < 10 ? 1 : 2);

  function tint({ code, administered_by: administrator, kind }) {
    const look = boundaries.unit(code);
    if (look) return look[0] === "none" ? tone("land") : tone(look[0]);
    if (code === "PB_IN") return tone("punjab-india");
    if (code === "PB_PK") return tone("punjab-pakistan");
    return tone(kind === "unit" ? administrator.toLowerCase() : "land");
  }

  const statusOf = ({ id, status }) => (boundaries.line(id) || [status])[0];
  const filled = (colour, share = 1) => ({
    stroke: false,
    fill: true,
    fillColor: colour,
    // Over a picture of the ground the tints are a glaze.
    fillOpacity: share * (background.shows() ? 0.3 : 1),
  });
  const unseen = { stroke: false, fill: false };
  const quiet = () => ({ color: tone("outline"), weight: [0.7, 1, 1.3][band()], fill: false });

  function halo({ properties }) {
    const status = statusOf(properties);
    if (!style.strokes[status] || status === "internal") return unseen;
    const weight = 4 + [0, 0.5, 1][band()];
    return { stroke: true, color: tone("halo"), weight, opacity: 0.75, fill: false };
  }

  function stroke({ properties }) {
    const status = statusOf(properties);
    if (status === "quiet") return { stroke: true, ...quiet(), opacity: 1, dashArray: null };
    const drawn = style.strokes[status];
    if (!drawn) return unseen;
    return {
      stroke: true,
      color: tone("line"),
      weight: drawn.widths[band()],
      dashArray: drawn.dash || null,
      lineCap: drawn.cap,
      opacity: drawn.opacity,
      fill: false,
    };
  }

  // Parts of a unit that only some depictions draw apart, such as the land north of NJ9842.
  function apart({ properties }) {
    const look = boundaries.unit(properties.code);
    return look && look[0] !== "none" ? filled(tone(look[0])) : unseen;
  }

  function build(file) {
    const set = [];
    const add = (features, on, dress) => {
      if (features) set.push([L.geoJSON(features, { ...on, style: dress }), dress]);
    };
    add(file.units, land, ({ properties }) => filled(tint(properties)));
    add(file.areas, land, apart);
    add(file.glaciers, land, () => filled(tone("glacier"), 0.75));
    add(file.outlines, ink, quiet);
    const river = () => ({ color: tone("river"), weight: [1, 1.4, 1.8][band()], fill: false });
    add(file.rivers, ink, river);
    add(file.lakes, ink, () => ({
      ...filled(tone("water")),
      stroke: true,
      weight: 0.6,
      color: tone("river"),
    }));
    add(file.lines, ink, halo);
    add(file.lines, ink, stroke);
    return set;
  }

  function use(name) {
    if (name === detail || !details[name]) return;
    for (const [layer] of details[detail] || []) layer.remove();
    detail = name;
    dress();
    for (const [layer] of details[name]) layer.addTo(map);
  }

  function dress() {
    for (const [layer, how] of details[detail] || []) layer.setStyle(how);
  }

  // The fine geometry is asked for once, when it is first needed; until then, and if it does not
  // come, the coarse one stays.
  let asked = false;
  function detailFollowsZoom() {
    if (map.getZoom() < FINE_FROM) {
      use("coarse");
    } else if (details.fine) {
      use("fine");
    } else if (!asked) {
      asked = true;
      load("fine").then(
        (file) => {
          details.fine = build(file);
          detailFollowsZoom();
        },
        () => {
          asked = false;
        },
      );
    }
  }

  function draw(file) {
    boundaries.fill(file.epochs);
    boundaries.follow();
    details.coarse = build(file);
    use("coarse");
    relief = kashmirMap.modules.relief(map, { url: link("relief"), bounds: file.relief });
    detailFollowsZoom();
    restyle();
    labels = kashmirMap.modules.labels(map, file, { tone, style, boundaries, districts });
    say({ type: "based" });
  }

  // Its pixels are 1.4 km: from zoom 8 on it fades, for a blur tells less than nothing.
  function reliefStrength() {
    const full = state.theme === "dark" ? 0.42 : 0.34;
    return full * Math.max(0, Math.min(1, (9.6 - map.getZoom()) / 2));
  }

  function restyle() {
    dress();
    if (relief) relief.setOpacity(background.shows() ? 0 : reliefStrength());
    if (labels) labels.paint();
  }

  let drawnBand = band();
  map.on("zoomend", () => {
    if (details.coarse) detailFollowsZoom();
    if (relief && !background.shows()) relief.setOpacity(reliefStrength());
    if (band() === drawnBand) return;
    drawnBand = band();
    restyle();
  });

  return {
    draw,
    restyle,
    relabel: () => labels && labels.paint(),
    // The window or the perspective has changed: another map may have to be drawn.
    follow() {
      if (details.coarse && boundaries.follow()) restyle();
    },
  };
};
