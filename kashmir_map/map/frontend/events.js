// The event layer: all events of the window on one canvas, found again under the pointer.
"use strict";

// A canvas that moves and scales with the map. L.Renderer brings the bookkeeping of panning and
// of the zoom animation; what is drawn is the caller's.
kashmirMap.modules.painter = (map, pane, zIndex, draw, padding = 0.15) => {
  map.createPane(pane).style.zIndex = zIndex;
  map.getPane(pane).style.pointerEvents = "none";
  const Painter = L.Renderer.extend({
    options: { pane, padding },
    _initContainer() {
      this._container = L.DomUtil.create("canvas");
      this._container.setAttribute("aria-hidden", "true");
    },
    _destroyContainer() {
      this._container.remove();
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const { min } = this._bounds;
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      if (this._container.width !== size.x * ratio || this._container.height !== size.y * ratio) {
        this._container.width = size.x * ratio;
        this._container.height = size.y * ratio;
        this._container.style.width = `${size.x}px`;
        this._container.style.height = `${size.y}px`;
      }
      L.DomUtil.setPosition(this._container, min);
      this.paint();
    },
    paint() {
      if (!this._bounds) return;
      const ratio = window.devicePixelRatio || 1;
      const size = this._bounds.getSize();
      const g = this._container.getContext("2d");
      g.setTransform(ratio, 0, 0, ratio, 0, 0);
      g.clearRect(0, 0, size.x, size.y);
      draw(g, this._bounds.min, size, ratio);
    },
  });
  const painter = new Painter();
  map.addLayer(painter);
  return painter;
};

// Zoom in on a count until it splits. Where it cannot, because its events share one place or the map
// goes no closer, nothing happens and the answer is false: then they are listed instead.
kashmirMap.lookCloser = (map, spread) => {
  const apart = spread.getNorthEast().distanceTo(spread.getSouthWest()) >= 150;
  if (!apart || map.getZoom() >= map.getMaxZoom()) return false;
  const closest = map.getBoundsZoom(spread.pad(0.4));
  map.setView(spread.getCenter(), Math.min(Math.max(closest, map.getZoom() + 1), map.getMaxZoom()), {
    animate: true,
  });
  return true;
};

kashmirMap.modules.eventLayer = (
  map,
  state,
  { tone, say, load, style, reach, settled, districts },
) => {
  const symbols = kashmirMap.modules.symbols(style, tone);
  const { gather } = kashmirMap.modules;
  const REGION = 3;
  const COUNTRY = 4;
  let columns = null;
  let worldX, worldY;
  let chosen = []; // indexes of the events in the window, filtered: what visible() tells
  let groups = []; // what is drawn: {x, y, r, members} in layer points
  let pills = [];
  let shownWindow = [null, null];
  let lastView = "";
  let hovered = null;
  const outside = kashmirMap.modules.outside(map, { say });
  let paintedOnce;
  const firstPaint = new Promise((resolve) => {
    paintedOnce = () => requestAnimationFrame(resolve);
  });
  const painter = kashmirMap.modules.painter(map, "events", 620, draw, 0);
  // As large as the view and no larger, for a scrub paints it anew at each frame; a pan as well.
  map.on("move", () => painter._update());

  function fill(file) {
    columns = file;
    const n = file.id.length;
    columns.row = new Map(file.id.map((id, i) => [id, i]));
    columns.start = Int32Array.from(file.start);
    columns.end = Int32Array.from(file.start, (start, i) => start + file.length[i]);
    worldX = new Float64Array(n);
    worldY = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const point = map.options.crs.latLngToPoint(
        L.latLng(file.latitude[i], file.longitude[i]),
        0,
      );
      worldX[i] = point.x;
      worldY[i] = point.y;
    }
    // Words are for hovers and the row below: without them the map still draws and opens events.
    load("words").then(
      (words) => {
        tooltip.fill(words);
        outside.fill(words);
      },
      () => {},
    );
  }

  function choose() {
    const hidden = new Set(state.hidden.map((type) => columns.types.indexOf(type)));
    const found = [];
    const { start, end, type } = columns;
    const without = state.without || []; // positions, rising: they are passed in step with i
    let next = 0;
    for (let i = 0; i < start.length && start[i] < state.end; i++) {
      while (without[next] < i) next++;
      if (end[i] > state.start && !hidden.has(type[i]) && without[next] !== i) found.push(i);
    }
    return found;
  }

  // On a Mercator map; the equator is 40,075.017 km long (WGS 84).
  function pixelsPerKm(latitude) {
    const equator = map.options.crs.scale(map.getZoom());
    return equator / (40075.017 * Math.cos((latitude * Math.PI) / 180));
  }

  // The district of the event under the pointer or, if there is none, of the open one.
  function showDistrict() {
    const single = hovered && hovered.members.length === 1 ? hovered.members[0] : undefined;
    const i = single ?? (columns && columns.row.get(state.selected));
    const known = i !== undefined && columns.district[i] >= 0;
    districts.mark(
      known ? columns.districts[columns.district[i]] : null,
      known ? style.families[familyOf(i)] : null,
    );
  }

  const familyOf = (i) => columns.families[columns.type[i]];

  function draw(g, corner, size, ratio) {
    if (!columns || state.start === null) return;
    chosen = choose();
    shownWindow = [state.start, state.end];
    const scale = map.options.crs.scale(map.getZoom()) / 256;
    const origin = map.getPixelOrigin();
    const margin = 24;
    const items = [];
    const byUnit = new Map();
    for (const i of chosen) {
      const precision = columns.precision[i];
      if (precision === REGION) {
        const unit = columns.units[columns.unit[i]];
        if (!byUnit.has(unit)) byUnit.set(unit, []);
        byUnit.get(unit).push(i);
      }
      if (precision >= REGION) continue;
      const x = worldX[i] * scale - origin.x;
      const y = worldY[i] * scale - origin.y;
      if (
        x < corner.x - margin ||
        y < corner.y - margin ||
        x > corner.x + size.x + margin ||
        y > corner.y + size.y + margin
      ) {
        continue;
      }
      const disc = style.diameters[columns.severity[i]] / 2;
      items.push({ x, y, r: disc, members: [i] });
    }
    groups = gather(items, symbols.bubbleRadius);

    pills = [];
    for (const [unit, members] of byUnit) {
      const anchor = kashmirMap.pillAnchors && kashmirMap.pillAnchors[unit];
      if (!anchor) continue;
      const { x, y } = map.latLngToLayerPoint(anchor.at);
      pills.push({ x: x + anchor.aside, y: y + anchor.below, members, r: 0, bare: anchor.bare });
    }

    const rings = [];
    const marked = new Set(state.linked.map((id) => columns.row.get(id)));
    const selected = columns.row.get(state.selected);
    const path = new Set(state.story.map((id) => columns.row.get(id)));
    g.save();
    g.translate(-corner.x, -corner.y);
    const narrow = map.getSize().x < 480;
    for (const pill of pills) {
      const strong = pill.members.includes(selected) || pill.members.some((i) => marked.has(i));
      pill.halfWidth = symbols.pill(g, pill.x, pill.y, pill.members.length, strong, narrow || pill.bare);
    }
    for (const { members, x, y } of groups) {
      if (members.length > 1 || columns.district[members[0]] < 0) continue;
      const i = members[0];
      const soft = columns.radii[columns.district[i]] * pixelsPerKm(columns.latitude[i]);
      symbols.area(g, x, y, soft, style.families[familyOf(i)]);
    }
    for (const group of groups) {
      const { members, x, y } = group;
      let reach;
      // On a story's path all other events are quiet context.
      g.globalAlpha = path.size && !members.some((i) => path.has(i)) ? 0.35 : 1;
      if (members.length === 1) {
        const i = members[0];
        const picture = symbols.sprite(
          columns.types[columns.type[i]],
          style.families[familyOf(i)],
          columns.precision[i],
          columns.severity[i],
          ratio,
        );
        g.drawImage(
          picture,
          x - picture.side / 2,
          y - picture.side / 2,
          picture.side,
          picture.side,
        );
        reach = group.r;
      } else {
        const counts = style.families.map(() => 0);
        for (const i of members) counts[familyOf(i)]++;
        symbols.bubble(g, x, y, counts, members.length);
        reach = symbols.bubbleRadius(members.length);
        group.r = reach;
      }
      if (selected !== undefined && members.includes(selected)) rings.push([x, y, reach + 4, 2.4]);
      else if (marked.size && members.some((i) => marked.has(i))) rings.push([x, y, reach + 4, 1.4]);
    }
    g.globalAlpha = 1;
    for (const [x, y, r, width] of rings) symbols.ring(g, x, y, r, width);
    if (hovered && hovered.r) symbols.ring(g, hovered.x, hovered.y, hovered.r + 3, 2.4);
    g.restore();
    paintedOnce();
    tellView();
  }

  // What the view does not show is told once the window stands still for a moment: to the row
  // below and, for its counts, to the page.
  let telling = 0;
  function tellView() {
    clearTimeout(telling);
    telling = setTimeout(() => {
      const { inside, away, countrywide } = view();
      const key = `${inside.join()}|${away.join()}|${chosen.length}`;
      if (key === lastView) return;
      lastView = key;
      outside.show(columns, away, countrywide);
      settled();
      say({ type: "view", ids: inside.map((i) => columns.id[i]) });
    }, 60);
  }

  function view() {
    const bounds = map.getBounds();
    const regional = new Set(pills.flatMap((pill) => pill.members));
    const found = { inside: [], away: [], countrywide: [] };
    for (const i of chosen) {
      if (regional.has(i)) continue;
      const precision = columns.precision[i];
      const place = [columns.latitude[i], columns.longitude[i]];
      if (precision === COUNTRY) found.countrywide.push(i);
      else if (precision < REGION && bounds.contains(place)) found.inside.push(i);
      else found.away.push(i);
    }
    return found;
  }

  // ---- pointer -------------------------------------------------------------------------------
  const tooltip = kashmirMap.modules.tooltip(map);
  function under(point) {
    let best = null;
    let nearest = Infinity;
    for (const group of groups) {
      const distance = Math.hypot(point.x - group.x, point.y - group.y);
      if (distance <= Math.max(group.r, 11) + 2 && distance < nearest) {
        best = group;
        nearest = distance;
      }
    }
    if (best) return best;
    return (
      pills.find((p) => Math.abs(point.x - p.x) <= p.halfWidth && Math.abs(point.y - p.y) <= 9) ||
      null
    );
  }

  map.on("mousemove", (event) => {
    const found = under(event.layerPoint);
    map.getContainer().style.cursor = found ? "pointer" : "";
    const changed =
      (found && found.members.join()) !== (hovered && hovered.members.join());
    hovered = found;
    if (!changed) return;
    showDistrict();
    painter.paint();
    if (found) tooltip.show(found, columns);
    else tooltip.hide();
  });
  map.on("mouseout movestart zoomstart", () => {
    if (!hovered) return;
    hovered = null;
    showDistrict();
    tooltip.hide();
    painter.paint();
  });

  map.on("click", (event) => {
    const found = under(event.layerPoint);
    if (!found) return;
    tooltip.hide();
    const ids = found.members.map((i) => columns.id[i]);
    if (ids.length === 1) {
      say({ type: "select", id: ids[0] });
      return;
    }
    const spread = L.latLngBounds(
      found.members.map((i) => [columns.latitude[i], columns.longitude[i]]),
    );
    const regional = found.members.every((i) => columns.precision[i] >= REGION);
    if (regional || !kashmirMap.lookCloser(map, spread)) say({ type: "choose", ids });
  });

  // ---- what the page asks of the layer -----------------------------------------------------------
  let followed = null;
  function follow() {
    if (state.selected === followed || !columns) return;
    followed = state.selected;
    showDistrict();
    const i = columns.row.get(state.selected);
    if (i === undefined || columns.precision[i] >= REGION) return;
    const place = L.latLng(columns.latitude[i], columns.longitude[i]);
    if (!reach.contains(place) || map.getBounds().pad(-0.08).contains(place)) return;
    map.panTo(place, { animate: true, duration: 0.25 });
  }

  // Names on the map step aside for these, and are silent under them.
  kashmirMap.symbolsNow = () => groups;
  kashmirMap.eventUnder = under;

  const handle = {
    map,
    district: () => districts.marked(),
    visible: () => chosen.map((i) => columns.id[i]),
    window: () => shownWindow,
    positionOf(id) {
      const i = columns && columns.row.get(id);
      if (i === undefined) return null;
      const place = [...groups, ...pills].find((group) => group.members.includes(i));
      const point = place
        ? L.point(place.x, place.y)
        : map.latLngToLayerPoint([columns.latitude[i], columns.longitude[i]]);
      return map.layerPointToContainerPoint(point);
    },
  };

  return { fill, follow, handle, firstPaint, paint: () => painter.paint() };
};
