// The events of one archive as typed arrays: which of them a window holds, where on the screen they
// gather, and which lies under the pointer. A large archive has this in a worker of its own, a
// small one in the map's frame, where it is drawn in the frame that asks; both speak by messages.
"use strict";

var kashmirField = (() => {
  const BYTES = 20; // of an event, as in kashmir_map/archives/drawing.py
  const CELL = 10; // px; cells stand on the world, so that panning moves them and mixes nothing
  const DISTRICT = 2; // precisions: exact, town, district, region, country
  const REGION = 3;
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
          const side = kashmirHalftone.sideOf(n) / 2;
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

  return { Field, FIRST };
})();
