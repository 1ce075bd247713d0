// The events of one archive as typed arrays: which of them a window holds, where on the screen they
// gather, and which lies under the pointer. A large archive has this in a worker of its own, a
// small one in the map's frame, where it is drawn in the frame that asks; both speak by messages.
"use strict";

var kashmirField = (() => {
  const BYTES = 20; // of an event, as in kashmir_map/archives/drawing.py
  const CELL = 10; // px; cells stand on the world, so that panning moves them and mixes nothing
  const DISTRICT = 2; // precisions: exact, town, district, region, country
  const REGION = 3;
  // Sides of the marks by the number of events in a cell: a halftone, the darker the more.
  const LEAST = [1, 2, 5, 20, 100];
  const SIDES = [5, 6.5, 7.5, 8.75, 10];
  const NUMBERED = 10; // events that are worth a number
  const PEAK = 2; // times the mean of the cells that hold any
  const BLOCK = 64; // px: at most one number stands in a square of this size
  const LISTED = 200; // positions that a click tells
  const POSITIONS = 2 ** 26; // more than there are events
  // What is counted and not drawn: filtered out, known by region or country only, off the view.
  const [HIDDEN, WIDE, OUTSIDE, FIRST] = [0, 1, 2, 3];

  // Index of the first value ≥ at in a rising array.
  function firstFrom(rising, at) {
    let [low, high] = [0, rising.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rising[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  class Field {
    constructor(buffer) {
      const n = Math.floor(buffer.byteLength / BYTES);
      this.n = n;
      this.start = new Int32Array(buffer, 0, n);
      this.length = new Int32Array(buffer, 4 * n, n);
      this.latitude = new Int32Array(buffer, 8 * n, n);
      this.longitude = new Int32Array(buffer, 12 * n, n);
      this.deaths = new Uint16Array(buffer, 16 * n, n);
      this.type = new Uint8Array(buffer, 18 * n, n);
      this.precision = new Uint8Array(buffer, 19 * n, n);
      // Web Mercator, the world being 256 wide.
      this.x = new Float32Array(n);
      this.y = new Float32Array(n);
      // The latest end of all events up to each: what begins before a window may last into it.
      this.reach = new Int32Array(n);
      const ends = new Float64Array(n); // end and position in one number, to be sorted at once
      let latest = -Infinity;
      for (let i = 0; i < n; i += 1) {
        const sine = Math.sin((this.latitude[i] / 1e6) * (Math.PI / 180));
        this.x[i] = 256 * (this.longitude[i] / 3.6e8 + 0.5);
        this.y[i] = 256 * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
        const end = this.end(i);
        latest = Math.max(latest, end);
        this.reach[i] = latest;
        ends[i] = end * POSITIONS + i;
      }
      this.byEnd = Int32Array.from(ends.sort(), (key) => key - Math.floor(key / POSITIONS) * POSITIONS);
      this.cell = new Uint32Array(n);
      this.begun = 0; // events that have begun by the window's end, in order of their starts
      this.over = 0; // events that are over by the window's start, in order of their ends
      this.grid = null;
    }

    end(i) {
      return this.start[i] + this.length[i];
    }

    // Events of a window, first to last by their starts; between them may be some that are over.
    range(start, end) {
      return [firstFrom(this.reach, start + 1), firstFrom(this.start, end)];
    }

    // Number of events that are over by a minute.
    endedBy(at) {
      let [low, high] = [0, this.n];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.end(this.byEnd[middle]) <= at) low = middle + 1;
        else high = middle;
      }
      return low;
    }

    // Give each event its cell in a view: {hidden (1 or 0 by type), scale, left, top, width,
    // height}, in px of the world at this zoom.
    place(view) {
      const { scale, hidden } = view;
      const firstColumn = Math.floor(view.left / CELL);
      const firstRow = Math.floor(view.top / CELL);
      const columns = Math.ceil((view.left + view.width) / CELL) - firstColumn;
      const rows = Math.ceil((view.top + view.height) / CELL) - firstRow;
      const cells = FIRST + columns * rows;
      if (!this.number || this.number.length < cells) {
        this.number = new Int32Array(cells);
        this.fine = new Int32Array(cells);
        this.which = new Int32Array(cells);
      }
      this.grid = { firstColumn, firstRow, columns, rows, cells, view };
      const { x, y, type, precision, cell } = this;
      const perCell = scale / CELL;
      for (let i = 0; i < this.n; i += 1) {
        if (hidden[type[i]]) {
          cell[i] = HIDDEN;
        } else if (precision[i] >= REGION) {
          cell[i] = WIDE;
        } else {
          const column = Math.floor(x[i] * perCell) - firstColumn;
          const row = Math.floor(y[i] * perCell) - firstRow;
          const inside = column >= 0 && row >= 0 && column < columns && row < rows;
          cell[i] = inside ? FIRST + row * columns + column : OUTSIDE;
        }
      }
    }

    // Count by cell what a window holds. A window that has moved costs the events that came and
    // went; any other costs the events that it holds.
    count(view) {
      const { start, end } = view;
      const fresh = !this.grid || !sameView(view, this.grid.view);
      if (fresh) this.place(view);
      this.grid.view = view;
      const begun = firstFrom(this.start, end);
      const over = this.endedBy(start);
      const [from, to] = this.range(start, end);
      if (fresh || Math.abs(begun - this.begun) + Math.abs(over - this.over) > to - from) {
        this.number.fill(0, 0, this.grid.cells);
        this.fine.fill(0, 0, this.grid.cells);
        this.which.fill(0, 0, this.grid.cells);
        for (let i = from; i < to; i += 1) if (this.end(i) > start) this.add(i, 1);
      } else {
        for (let i = this.begun; i < begun; i += 1) this.add(i, 1);
        for (let i = begun; i < this.begun; i += 1) this.add(i, -1);
        for (let k = this.over; k < over; k += 1) this.add(this.byEnd[k], -1);
        for (let k = over; k < this.over; k += 1) this.add(this.byEnd[k], 1);
      }
      [this.begun, this.over] = [begun, over];
      const inWindow = begun - over - this.number[HIDDEN];
      const wide = this.number[WIDE];
      return { inWindow, wide, inView: inWindow - wide - this.number[OUTSIDE] };
    }

    add(i, by) {
      const cell = this.cell[i];
      this.number[cell] += by;
      if (this.precision[i] < DISTRICT) this.fine[cell] += by;
      this.which[cell] ^= i; // of a cell with one event this is the event
    }

    // Middle of a cell's mark in px of the picture: its only event's place, else the cell's middle.
    middle(cell) {
      const { firstColumn, firstRow, columns, view } = this.grid;
      if (this.number[cell] === 1) {
        const i = this.which[cell];
        return [this.x[i] * view.scale - view.left, this.y[i] * view.scale - view.top];
      }
      return [
        (firstColumn + ((cell - FIRST) % columns) + 0.5) * CELL - view.left,
        (firstRow + Math.floor((cell - FIRST) / columns) + 0.5) * CELL - view.top,
      ];
    }

    // The picture: marks as pixels, for tens of thousands of them, then the numbers.
    draw(g, look, ratio) {
      const { width, height } = g.canvas;
      if (!this.image || this.image.width !== width || this.image.height !== height) {
        this.image = new ImageData(width, height);
        this.pixels = new Uint32Array(this.image.data.buffer);
      }
      this.pixels.fill(0);
      const { number, fine } = this;
      const { cells } = this.grid;
      let [filled, counted] = [0, 0];
      for (let cell = FIRST; cell < cells; cell += 1) {
        if (!number[cell]) continue;
        filled += 1;
        counted += number[cell];
      }
      // The fuller the picture the paler, so that land and lines are seen through it.
      const strength = 0.9 - Math.round(9 * (filled / (cells - FIRST))) / 20;
      const pictures = marks(look, ratio, strength);
      const peak = Math.max(NUMBERED, (PEAK * counted) / Math.max(1, filled));
      const blocks = new Map();
      for (let cell = FIRST; cell < cells; cell += 1) {
        const n = number[cell];
        if (!n) continue;
        const [x, y] = this.middle(cell);
        const kind = fine[cell] === 0 ? pictures.open : pictures.full;
        this.copy(kind[stepOf(n)], Math.round(x * ratio), Math.round(y * ratio), width, height);
        if (n < peak) continue;
        const block = Math.floor(x / BLOCK) * 4096 + Math.floor(y / BLOCK);
        const rival = blocks.get(block);
        if (!rival || rival[0] < n) blocks.set(block, [n, x, y]);
      }
      g.putImageData(this.image, 0, 0);
      numbers(g, [...blocks.values()], look);
    }

    // Copy a mark so that its middle lies on a pixel; of two marks the stronger pixel stays.
    copy({ side, pixels }, x, y, width, height) {
      const [left, top] = [x - (side >> 1), y - (side >> 1)];
      const [from, to] = [Math.max(0, -left), Math.min(side, width - left)];
      for (let row = Math.max(0, -top); row < side && top + row < height; row += 1) {
        let at = (top + row) * width + left + from;
        for (let i = row * side + from; i < row * side + to; i += 1, at += 1) {
          if (pixels[i] >>> 24 > this.pixels[at] >>> 24) this.pixels[at] = pixels[i];
        }
      }
    }

    // What lies under a point of the picture: {cell, n, i, x, y, r}, or null.
    under(px, py) {
      if (!this.grid) return null;
      const { firstColumn, firstRow, columns, rows, view } = this.grid;
      const column = Math.floor((px + view.left) / CELL) - firstColumn;
      const row = Math.floor((py + view.top) / CELL) - firstRow;
      let best = null;
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r += 1) {
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c += 1) {
          const cell = FIRST + r * columns + c;
          const n = this.number[cell];
          if (!n) continue;
          const [x, y] = this.middle(cell);
          const far = Math.max(Math.abs(px - x), Math.abs(py - y));
          const side = SIDES[stepOf(n)] / 2;
          if (far > side + 2 || (best && far >= best.far)) continue;
          best = { cell, n, i: this.which[cell], x, y, r: side, far };
        }
      }
      return best;
    }

    // Every mark of the picture.
    marks() {
      const found = [];
      for (let cell = FIRST; cell < this.grid.cells; cell += 1) {
        const n = this.number[cell];
        const [x, y] = n ? this.middle(cell) : [];
        if (n) found.push({ x, y, n });
      }
      return found;
    }

    // The events that a cell counts: their positions, the first ones of many, and their box.
    members(cell) {
      const { start, end } = this.grid.view;
      const [from, to] = this.range(start, end);
      const positions = [];
      const box = [Infinity, Infinity, -Infinity, -Infinity]; // south, west, north, east
      let total = 0;
      for (let i = from; i < to; i += 1) {
        if (this.cell[i] !== cell || this.end(i) <= start) continue;
        total += 1;
        if (positions.length < LISTED) positions.push(i);
        box[0] = Math.min(box[0], this.latitude[i]);
        box[1] = Math.min(box[1], this.longitude[i]);
        box[2] = Math.max(box[2], this.latitude[i]);
        box[3] = Math.max(box[3], this.longitude[i]);
      }
      return { positions, total, box: box.map((degrees) => degrees / 1e6) };
    }
  }

  function sameView(a, b) {
    const same = ["scale", "left", "top", "width", "height"].every((name) => a[name] === b[name]);
    return same && a.hidden.every((value, type) => value === b.hidden[type]);
  }

  function stepOf(n) {
    let step = LEAST.length - 1;
    while (n < LEAST[step]) step -= 1;
    return step;
  }

  // Square, diamond, triangle: archives that are shown together differ in shape, not in tone alone.
  const SHAPES = [
    [[-1, -1], [1, -1], [1, 1], [-1, 1]],
    [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
    [[0, -1.15], [1.15, 0.95], [-1.15, 0.95]],
  ];

  // The ten marks of an archive, filled and open, by the number of events; made once for a look.
  const made = new Map();
  function marks(look, ratio, strength) {
    const key = [look.shape, look.tone, look.halo, ratio, strength].join();
    if (!made.has(key)) {
      const kind = (open) => SIDES.map((side, step) => markPicture(look, ratio, strength, side, open, step === 0));
      made.set(key, { full: kind(false), open: kind(true) });
    }
    return made.get(key);
  }

  function markPicture({ shape, tone, halo }, ratio, strength, side, open, alone) {
    const across = Math.ceil((side * 1.25 + 4) * ratio);
    const g = new OffscreenCanvas(across, across).getContext("2d");
    // The middle of the pixel that the mark is set on.
    g.translate((across >> 1) + 0.5, (across >> 1) + 0.5);
    g.scale(ratio, ratio);
    const half = (side - (open ? 1 : 0)) / 2;
    const path = new Path2D();
    SHAPES[shape].forEach(([x, y], i) => path[i ? "lineTo" : "moveTo"](x * half, y * half));
    path.closePath();
    if (alone) {
      g.strokeStyle = halo;
      g.globalAlpha = 0.7;
      g.lineWidth = open ? 3.4 : 2.4;
      g.stroke(path);
    }
    g.globalAlpha = strength;
    if (open) {
      g.strokeStyle = tone;
      g.lineWidth = 1.3;
      g.stroke(path);
    } else {
      g.fillStyle = tone;
      g.fill(path);
    }
    return { side: across, pixels: new Uint32Array(g.getImageData(0, 0, across, across).data.buffer) };
  }

  function numbers(g, found, { ink, halo, font }) {
    const taken = [];
    g.font = `600 11px ${font}`;
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.lineWidth = 3;
    g.lineJoin = "round";
    for (const [n, x, y] of found.sort((a, b) => b[0] - a[0])) {
      if (taken.some(([u, v]) => Math.abs(u - x) < 46 && Math.abs(v - y) < 18)) continue;
      taken.push([x, y]);
      const words = n.toLocaleString("en-GB");
      g.strokeStyle = halo;
      g.strokeText(words, x, y + 0.5);
      g.fillStyle = ink;
      g.fillText(words, x, y + 0.5);
    }
  }

  // Fetch a file, telling how much of it has come.
  async function fetched(url, tell) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`the archive’s file answered ${answer.status}`);
    const total = Number(answer.headers.get("Content-Length")) || 0;
    const pieces = [];
    let come = 0;
    for (const reader = answer.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      come += value.byteLength;
      tell(total ? Math.min(1, come / total) : null);
    }
    const whole = new Uint8Array(come);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.byteLength;
    }
    return whole.buffer;
  }

  // One field, asked by messages: load, draw, point, click.
  function served(answer) {
    let field = null;
    let canvas = null;
    const ask = {
      async load({ url }) {
        try {
          let told = 0;
          const buffer = await fetched(url, (share) => {
            if (performance.now() - told < 60) return;
            told = performance.now();
            answer({ type: "progress", share });
          });
          field = new Field(buffer);
          answer({ type: "loaded", n: field.n });
        } catch (error) {
          answer({ type: "failed", words: error.message });
        }
      },
      draw({ turn, view, look, ratio }) {
        const counts = field.count(view);
        const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
        if (!canvas || canvas.width !== width || canvas.height !== height) {
          canvas = new OffscreenCanvas(width, height);
        }
        const g = canvas.getContext("2d");
        g.setTransform(ratio, 0, 0, ratio, 0, 0);
        field.draw(g, look, ratio);
        const picture = canvas.transferToImageBitmap(); // leaves an empty canvas behind
        answer({ type: "drawn", turn, picture, counts }, [picture]);
      },
      point({ turn, x, y }) {
        const found = field && field.under(x, y);
        const one = found && found.n === 1 ? fact(field, found.i) : null;
        answer({ type: "pointed", turn, found, one });
      },
      marks() {
        answer({ type: "marks", marks: field.marks() });
      },
      click({ x, y }) {
        const found = field && field.under(x, y);
        answer({ type: "clicked", found, ...(found ? field.members(found.cell) : {}) });
      },
    };
    return (message) => ask[message.type](message);
  }

  const fact = (field, i) => ({
    start: field.start[i],
    end: field.start[i] + field.length[i],
    type: field.type[i],
    deaths: field.deaths[i] === 65535 ? null : field.deaths[i],
    precision: field.precision[i],
  });

  return { Field, served, CELL };
})();

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  const hear = kashmirField.served((message, moved = []) => self.postMessage(message, moved));
  self.onmessage = ({ data }) => hear(data);
}
