// The picture of a field: one mark a cell, the bigger the more events, which makes a halftone of a
// crowd; where a place stands out, its number.
"use strict";

var kashmirHalftone = (() => {
  // Sides of the marks in px by the number of events in a cell.
  const LEAST = [1, 2, 5, 20, 100];
  const SIDES = [5, 6.5, 7.5, 8.75, 10];
  const NUMBERED = 10; // events that are worth a number
  const PEAK = 2; // times the mean of the cells that hold any
  const BLOCK = 64; // px: at most one number stands in a square of this size

  function stepOf(n) {
    let step = LEAST.length - 1;
    while (n < LEAST[step]) step -= 1;
    return step;
  }

  const sideOf = (n) => SIDES[stepOf(n)];

  class Halftone {
    // The picture: marks as pixels, for tens of thousands of them, then the numbers.
    draw(field, g, look, ratio) {
      const { width, height } = g.canvas;
      if (!this.image || this.image.width !== width || this.image.height !== height) {
        this.image = new ImageData(width, height);
        this.pixels = new Uint32Array(this.image.data.buffer);
      }
      this.pixels.fill(0);
      const { number, fine, grid: { cells } } = field;
      let [filled, counted] = [0, 0];
      for (let cell = kashmirField.FIRST; cell < cells; cell += 1) {
        if (!number[cell]) continue;
        filled += 1;
        counted += number[cell];
      }
      // The fuller the picture the paler, so that land and lines are seen through it.
      const strength = 0.9 - Math.round(9 * (filled / (cells - kashmirField.FIRST))) / 20;
      const pictures = marks(look, ratio, strength);
      const peak = Math.max(NUMBERED, (PEAK * counted) / Math.max(1, filled));
      const blocks = new Map();
      for (let cell = kashmirField.FIRST; cell < cells; cell += 1) {
        const n = number[cell];
        if (!n) continue;
        const [x, y] = field.middle(cell);
        // Open where none of the events is known better than to the district.
        const kind = fine[cell] ? pictures.full : pictures.open;
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

  return { Halftone, sideOf };
})();
