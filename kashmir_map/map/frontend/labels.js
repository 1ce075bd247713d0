// Names on the map: placed once for a view, never over each other, towns beside their symbols.
"use strict";

kashmirMap.modules.labels = (map, file, { tone, style, boundaries, districts }) => {
  const FIRST_ZOOM = [0, 0, 6.9, 7.9, 8.9]; // by rank
  const LEAST_GAP = 3; // px between two names
  const phone = () => map.getSize().x < 480;
  const at = ([longitude, latitude]) => L.latLng(latitude, longitude);

  const names = file.labels.features.map(({ properties, geometry }) => ({
    ...properties,
    place: at(geometry.coordinates),
    leader: properties.leader && properties.leader.map(at),
  }));
  const towns = file.places.features
    .map(({ properties, geometry }) => ({ ...properties, place: at(geometry.coordinates) }))
    .sort((a, b) => a.rank - b.rank);

  // Styles by kind: what is administered in capitals, lines and rivers in italics along them.
  const KINDS = {
    unit: { font: `600 12.5px ${style.font}`, colour: "label", tracking: "0.09em", line: 15 },
    country: { font: `400 12px ${style.font}`, colour: "label-context", tracking: "0.22em", line: 15 },
    province: { font: `400 12px ${style.font}`, colour: "label-context", tracking: "0.04em", line: 14 },
    line: { font: `italic 600 12px ${style.font}`, colour: "label", tracking: "0px", line: 13 },
    river: { font: `italic 400 11.5px ${style.font}`, colour: "river-label", tracking: "0.02em", line: 13 },
    glacier: { font: `italic 400 11px ${style.font}`, colour: "label-context", tracking: "0px", line: 13 },
    lake: { font: `italic 400 11px ${style.font}`, colour: "river-label", tracking: "0px", line: 13 },
  };
  const NOTE = { font: `400 11.5px ${style.font}`, tracking: "0px", line: 15 };
  const DISTRICT = { font: `400 11.5px ${style.font}`, tracking: "0.05em", line: 14 };
  const TOWN = { font: `500 12.5px ${style.font}`, tracking: "0px", line: 15 };

  // What stands under a unit's name: the event layer puts its "3 region-wide" there.
  kashmirMap.pillAnchors = {};

  // A name of the perspective or of the time takes the place of the usual one.
  function current(name) {
    const look =
      name.kind === "line" ? boundaries.line(name.code) : name.code && boundaries.unit(name.code);
    if (!look) return name;
    const [drawnAs, text, note] = look;
    if (!text || (name.kind === "line" && drawnAs === "none")) return null;
    if (name.kind === "line") {
      return text === name.text.replace("\n", " ") ? name : { ...name, text, short: text };
    }
    const capitals = wrapped(text.toUpperCase(), text.length > 30 ? 20 : 16);
    return { ...name, text: capitals, short: capitals, note: wrapped(note, 24) };
  }

  function wrapped(text, width) {
    const rows = [];
    for (const word of text.split(" ")) {
      const row = rows[rows.length - 1];
      if (row !== undefined && row.length + word.length < width) rows[rows.length - 1] += ` ${word}`;
      else rows.push(word);
    }
    return rows.join("\n");
  }

  function lines(name) {
    const small = phone() && ["unit", "line", "country"].includes(name.kind);
    if (small && !name.short && name.kind !== "country") return null;
    const words = (small && name.short) || name.text;
    const kind = KINDS[name.kind] || KINDS.province;
    const set = words.split("\n").map((text) => ({ text, ...kind, colour: tone(kind.colour) }));
    if (name.note && !(phone() && name.kind === "unit")) {
      for (const text of name.note.split("\n")) set.push({ text, ...NOTE, colour: tone(kind.colour) });
    }
    return set;
  }

  function measure(g, set) {
    let width = 0;
    let height = 0;
    for (const one of set) {
      g.font = one.font;
      g.letterSpacing = one.tracking;
      width = Math.max(width, g.measureText(one.text).width);
      height += one.line;
    }
    return [width, height];
  }

  function write(g, set, x, y, align) {
    g.textAlign = align === "end" ? "right" : align === "start" ? "left" : "center";
    g.textBaseline = "middle";
    g.lineJoin = "round";
    const total = set.reduce((sum, one) => sum + one.line, 0);
    let top = y - total / 2;
    for (const one of set) {
      const middle = top + one.line / 2;
      g.font = one.font;
      g.letterSpacing = one.tracking;
      g.lineWidth = 3.2;
      g.strokeStyle = `${tone("land")}D0`;
      g.strokeText(one.text, x, middle);
      g.fillStyle = one.colour;
      g.fillText(one.text, x, middle);
      top += one.line;
    }
    g.letterSpacing = "0px";
  }

  const overlaps = (a, b) =>
    a[0] < b[2] + LEAST_GAP && b[0] < a[2] + LEAST_GAP && a[1] < b[3] + LEAST_GAP && b[1] < a[3] + LEAST_GAP;

  function box(x, y, width, height, angle, align) {
    const left = align === "end" ? x - width : align === "start" ? x : x - width / 2;
    if (!angle) return [left, y - height / 2, left + width, y + height / 2];
    const turn = (Math.abs(angle) * Math.PI) / 180;
    const w = width * Math.cos(turn) + height * Math.sin(turn);
    const h = width * Math.sin(turn) + height * Math.cos(turn);
    return [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  }

  // Where else a name may stand if its own place is taken: a unit's within reach of its middle.
  const STEPS = [0, 24, -24, 48, -48, 72, -72, 100, -100];
  const ELSEWHERE = STEPS.flatMap((dy) => STEPS.map((dx) => [dx, dy])).sort(
    ([ax, ay], [bx, by]) => Math.hypot(ax, ay * 1.3) - Math.hypot(bx, by * 1.3),
  );
  const shapes = new Map(
    file.units.features.map(({ properties, geometry }) => [
      properties.code,
      geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates,
    ]),
  );

  // Whether a point of the canvas lies in a unit (even-odd rule over all of its rings).
  function liesIn(code, x, y) {
    const { lng, lat } = map.layerPointToLatLng(L.point(x, y).add(corner));
    let odd = false;
    for (const rings of shapes.get(code)) {
      for (const ring of rings) {
        for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
          const [ax, ay] = ring[i];
          const [bx, by] = ring[j];
          if (ay > lat !== by > lat && lng < ((bx - ax) * (lat - ay)) / (by - ay) + ax) odd = !odd;
        }
      }
    }
    return odd;
  }

  const moved = new Map(); // unit → its last step aside, kept while it is free

  function drawName(g, usual, taken, symbols) {
    const isUnit = usual.kind === "unit";
    const name = current(usual);
    const set = name && lines(name);
    if (!set) {
      // Without a name the count of region-wide events stands in the middle of the unit.
      if (isUnit) {
        kashmirMap.pillAnchors[usual.code] = { at: usual.place, aside: 0, below: 0 };
        const { x, y } = map.latLngToLayerPoint(usual.place).subtract(corner);
        taken.push(box(x, y, 96, 18, 0, "middle"));
      }
      return;
    }
    const point = map.latLngToLayerPoint(name.place).subtract(corner);
    const turn = (name.angle * Math.PI) / 180;
    const [width, height] = measure(g, set);
    const spot = (dx, dy) => {
      const x = point.x + name.dx * Math.cos(turn) - name.dy * Math.sin(turn) + dx;
      const y = point.y + name.dx * Math.sin(turn) + name.dy * Math.cos(turn) + dy;
      const own = box(x, y, width, height, name.angle, name.align);
      if (isUnit) own[3] += 20; // room for the count of region-wide events
      return [x, y, own];
    };
    const free = ([, , own]) =>
      within(own) && !taken.some((other) => overlaps(own, other)) && !symbols.some((s) => hits(s, own));
    const stays = !isUnit || name.leader;
    const steps = stays ? [[0, 0]] : [moved.get(name.code) || [0, 0], ...ELSEWHERE];
    // A name that has stepped aside still stands in its own unit, with a good part of it at least,
    // or it is not written.
    const own = ([dx, dy]) =>
      stays ||
      !(dx || dy) ||
      [0, -0.3, 0.3].some((part) => liesIn(name.code, point.x + dx + part * width, point.y + dy));
    const step = steps.find((one) => own(one) && free(spot(...one)));
    if (isUnit) {
      const [dx, dy] = step || [0, 0];
      moved.set(name.code, step);
      const below = step ? name.dy + dy + height / 2 + 11 : 0;
      kashmirMap.pillAnchors[name.code] = { at: name.place, aside: dx, below, bare: !step };
      if (!step) taken.push(box(point.x, point.y, 30, 18, 0, "middle"));
    }
    if (!step) return;
    const [x, y, place] = spot(...step);
    taken.push(place);
    remember(place, name.text, name === usual ? name.local : []);
    if (name.leader && !phone()) {
      g.beginPath();
      for (const bend of name.leader) {
        const p = map.latLngToLayerPoint(bend).subtract(corner);
        g.lineTo(p.x, p.y);
      }
      g.lineWidth = 1;
      g.strokeStyle = tone("label");
      g.stroke();
    }
    g.save();
    g.translate(x, y);
    g.rotate(turn);
    write(g, set, 0, 0, name.align);
    g.restore();
  }

  // ---- local names -------------------------------------------------------------------------------
  // What is written now, with its box: under the pointer it tells its names in other scripts.
  let written = [];
  const note = L.DomUtil.create("div", "name-tooltip", map.getContainer());
  note.setAttribute("role", "tooltip");
  note.hidden = true;

  function remember(own, text, local) {
    if (local && local.length) written.push({ own, text, local });
  }

  function tell(name, point) {
    const head = document.createElement("b");
    head.textContent = name.text.replaceAll("\n", " ");
    const rows = name.local.map(([code, text]) => {
      const row = document.createElement("div");
      const language = document.createElement("span");
      language.textContent = file.languages[code];
      const word = document.createElement("bdi");
      word.lang = code;
      word.textContent = text;
      row.append(language, word);
      return row;
    });
    note.replaceChildren(head, ...rows);
    note.hidden = false;
    const size = map.getSize();
    const x = Math.max(8, Math.min(point.x + 14, size.x - note.offsetWidth - 8));
    const y = Math.max(8, Math.min(point.y + 14, size.y - note.offsetHeight - 30));
    note.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  let told = null;
  map.on("mousemove", ({ layerPoint, containerPoint }) => {
    const { x, y } = layerPoint.subtract(corner);
    const over = kashmirMap.eventUnder && kashmirMap.eventUnder(layerPoint);
    const found = over
      ? null
      : written.find(({ own: [left, top, right, bottom] }) => x >= left && x <= right && y >= top && y <= bottom);
    if (found === told) return;
    told = found;
    if (found) tell(found, containerPoint);
    else note.hidden = true;
  });
  map.on("mouseout movestart zoomstart", () => {
    told = null;
    note.hidden = true;
  });

  function drawDistrict(g, district, taken, symbols) {
    const p = map.latLngToLayerPoint(at(district.centre)).subtract(corner);
    const text = `${district.name} district`;
    const set = [{ text, ...DISTRICT, colour: tone("label-context") }];
    const [width, height] = measure(g, set);
    for (const dy of [0, 26, -26]) {
      const own = box(p.x, p.y + dy, width, height, 0, "middle");
      if (!within(own) || taken.some((other) => overlaps(own, other))) continue;
      if (symbols.some((s) => hits(s, own))) continue;
      taken.push(own);
      write(g, set, p.x, p.y + dy, "middle");
      return;
    }
  }

  // A town's name stands to the right of its dot, or where there is room around it.
  function drawTown(g, town, taken, symbols) {
    const p = map.latLngToLayerPoint(town.place).subtract(corner);
    const under = symbols.find((s) => Math.hypot(s.x - p.x, s.y - p.y) < s.r + 2);
    const set = [{ text: town.name, ...TOWN, colour: tone("label") }];
    const [width, height] = measure(g, set);
    const middle = under || { x: p.x, y: p.y, r: 3 };
    const gap = middle.r + 4;
    const places = [
      [middle.x + gap, middle.y, "start"],
      [middle.x - gap, middle.y, "end"],
      [middle.x, middle.y - gap - 5, "middle"],
      [middle.x, middle.y + gap + 5, "middle"],
      [middle.x + gap * 0.7, middle.y - gap * 0.7 - 4, "start"],
      [middle.x + gap * 0.7, middle.y + gap * 0.7 + 4, "start"],
      [middle.x - gap * 0.7, middle.y - gap * 0.7 - 4, "end"],
      [middle.x - gap * 0.7, middle.y + gap * 0.7 + 4, "end"],
    ];
    for (const [x, y, align] of places) {
      const own = box(x, y, width, height - 3, 0, align);
      if (!within(own) || taken.some((other) => overlaps(own, other))) continue;
      if (symbols.some((s) => hits(s, own))) continue;
      taken.push(own);
      remember(own, town.name, town.local);
      if (!under) {
        g.beginPath();
        if (town.kind === "capital") g.rect(p.x - 2.2, p.y - 2.2, 4.4, 4.4);
        else g.arc(p.x, p.y, 1.7, 0, 2 * Math.PI);
        g.fillStyle = tone("label");
        g.fill();
      }
      write(g, set, x, y, align);
      return;
    }
  }

  function hits(symbol, [left, top, right, bottom]) {
    const dx = symbol.x - Math.max(left, Math.min(symbol.x, right));
    const dy = symbol.y - Math.max(top, Math.min(symbol.y, bottom));
    return dx * dx + dy * dy < symbol.r * symbol.r;
  }

  // What lies over the map in its corners, in px of the map: search, zoom, scale, attribution.
  function controls() {
    const { x: width, y: height } = map.getSize();
    return [
      [0, 0, Math.min(266, width - 64), phone() ? 62 : 52],
      [width - 56, 0, width, phone() ? 104 : 84],
      [0, height - 30, phone() ? 0 : 90, height],
      [width - 272, height - 22, width, height],
    ];
  }

  let corner = L.point(0, 0);
  let sight = L.bounds([0, 0], [0, 0]);
  // A name is whole in view or it is not written.
  const within = ([left, top, right, bottom]) =>
    left >= sight.min.x && top >= sight.min.y && right <= sight.max.x && bottom <= sight.max.y;
  const painter = kashmirMap.modules.painter(map, "labels", 610, (g, min) => {
    corner = min;
    const first = map.containerPointToLayerPoint([0, 0]).subtract(min);
    sight = L.bounds(first, first.add(map.getSize()));
    const zoom = map.getZoom();
    const taken = controls().map(([left, top, right, bottom]) => [
      left + first.x,
      top + first.y,
      right + first.x,
      bottom + first.y,
    ]);
    written = [];
    const symbols = (kashmirMap.symbolsNow ? kashmirMap.symbolsNow() : []).map((s) => ({
      x: s.x - min.x,
      y: s.y - min.y,
      r: s.r + 1,
    }));
    const order = ["unit", "line", "country", "river", "province", "lake", "glacier"];
    const seen = names.filter((name) => zoom >= FIRST_ZOOM[name.rank]);
    // A unit whose name this perspective does not write still keeps room for its count.
    seen.sort((a, b) => Boolean(current(a)) - Boolean(current(b)));
    for (const kind of order.slice(0, 3)) {
      for (const name of seen) if (name.kind === kind) drawName(g, name, taken, symbols);
    }
    for (const town of towns) {
      if (zoom >= FIRST_ZOOM[town.rank]) drawTown(g, town, taken, symbols);
    }
    for (const kind of order.slice(3)) {
      for (const name of seen) if (name.kind === kind) drawName(g, name, taken, symbols);
    }
    for (const district of districts.names()) drawDistrict(g, district, taken, symbols);
  });
  // The letters are measured: once the font is there they are placed again.
  document.fonts.load(`600 12px ${style.font}`).then(() => painter.paint());
  document.fonts.load(`italic 600 12px ${style.font}`).then(() => painter.paint());

  return { paint: () => painter.paint() };
};
