// Symbols: a disc whose edge says how well the place is known, whose glyph says what happened,
// whose colour says to which family it belongs and whose size says how many deaths are claimed.
"use strict";

kashmirMap.modules.symbols = (style, tone) => {
  const glyphs = {};
  for (const [type, drawn] of Object.entries(style.glyphs)) {
    const stroked = drawn.startsWith("stroke:");
    glyphs[type] = { stroked, path: new Path2D(stroked ? drawn.slice(7) : drawn) };
  }
  const DISTRICT = 2;
  const SOFT_RADIUS = 19;
  const sprites = new Map();

  function drawGlyph(g, type, x, y, size, colour) {
    const glyph = glyphs[type] || glyphs.other;
    g.save();
    g.translate(x - size / 2, y - size / 2);
    g.scale(size / 24, size / 24);
    if (glyph.stroked) {
      g.strokeStyle = colour;
      g.lineWidth = 2.8;
      g.stroke(glyph.path);
    } else {
      g.fillStyle = colour;
      g.fill(glyph.path, "evenodd");
    }
    g.restore();
  }

  function radius(precision, severity) {
    const disc = style.diameters[severity] / 2;
    return precision >= DISTRICT ? Math.max(SOFT_RADIUS, disc + 6) : disc;
  }

  function paint(g, type, family, precision, severity, middle) {
    const disc = style.diameters[severity] / 2;
    const colour = tone(family);
    if (precision >= DISTRICT) {
      const soft = radius(precision, severity);
      const fade = g.createRadialGradient(middle, middle, 2, middle, middle, soft);
      fade.addColorStop(0, `${colour}8C`);
      fade.addColorStop(0.45, `${colour}6B`);
      fade.addColorStop(1, `${colour}00`);
      g.fillStyle = fade;
      g.beginPath();
      g.arc(middle, middle, soft, 0, 2 * Math.PI);
      g.fill();
      g.save();
      g.shadowColor = tone("halo");
      g.shadowBlur = 3;
      drawGlyph(g, type, middle, middle, disc, colour);
      g.restore();
      drawGlyph(g, type, middle, middle, disc, colour);
      return;
    }
    g.beginPath();
    g.arc(middle, middle, disc + 1.4, 0, 2 * Math.PI);
    g.fillStyle = tone("halo");
    g.fill();
    g.beginPath();
    if (precision === 0) {
      g.arc(middle, middle, disc, 0, 2 * Math.PI);
      g.fillStyle = colour;
      g.fill();
      drawGlyph(g, type, middle, middle, disc, tone("glyph"));
    } else {
      g.arc(middle, middle, disc - 1.1, 0, 2 * Math.PI);
      g.fillStyle = tone("card");
      g.fill();
      g.lineWidth = 2.2;
      g.strokeStyle = colour;
      g.stroke();
      drawGlyph(g, type, middle, middle, disc, colour);
    }
  }

  // The district of an event on the ground: the fainter the larger it is drawn, and gone before it
  // would dye the land, whose tint says something else.
  const GONE = 320; // px
  function area(g, x, y, r, family) {
    if (r <= SOFT_RADIUS + 4 || r >= GONE) return;
    const thin = Math.min(1, 40 / r) * Math.min(1, (2 * (GONE - r)) / GONE);
    const share = (part) => Math.round(part * 255 * thin).toString(16).padStart(2, "0");
    const colour = tone(family);
    const fade = g.createRadialGradient(x, y, 2, x, y, r);
    fade.addColorStop(0, `${colour}${share(0.26)}`);
    fade.addColorStop(0.75, `${colour}${share(0.18)}`);
    fade.addColorStop(1, `${colour}00`);
    g.fillStyle = fade;
    g.beginPath();
    g.arc(x, y, r, 0, 2 * Math.PI);
    g.fill();
  }

  // One small picture for each kind of symbol: a frame of a scrub then only copies pictures.
  function sprite(type, family, precision, severity, ratio) {
    const key = `${type} ${precision} ${severity} ${tone(family)} ${ratio}`;
    let picture = sprites.get(key);
    if (!picture) {
      const side = 2 * (radius(precision, severity) + 3);
      const canvas = new OffscreenCanvas(Math.ceil(side * ratio), Math.ceil(side * ratio));
      const g = canvas.getContext("2d");
      g.scale(ratio, ratio);
      paint(g, type, family, precision, severity, canvas.width / ratio / 2);
      picture = canvas.transferToImageBitmap(); // drawn without a copy, which a canvas is not
      picture.side = picture.width / ratio;
      sprites.set(key, picture);
    }
    return picture;
  }

  function bubbleRadius(count) {
    return Math.min(20, 9.2 + 1.75 * Math.sqrt(count));
  }

  // A count: paper disc, a ring split by family, the number.
  function bubble(g, x, y, counts, total) {
    const outer = bubbleRadius(total);
    g.beginPath();
    g.arc(x, y, outer + 1.4, 0, 2 * Math.PI);
    g.fillStyle = tone("halo");
    g.fill();
    g.beginPath();
    g.arc(x, y, outer, 0, 2 * Math.PI);
    g.fillStyle = tone("card");
    g.fill();
    const ring = outer - 1.55;
    const parts = counts.filter(Boolean).length;
    const gap = parts > 1 ? 1.2 / ring : 0;
    let angle = -Math.PI / 2;
    g.lineWidth = 3.1;
    counts.forEach((count, family) => {
      if (!count) return;
      const turn = (2 * Math.PI * count) / total;
      g.beginPath();
      g.arc(x, y, ring, angle + gap / 2, angle + turn - gap / 2);
      g.strokeStyle = tone(style.families[family]);
      g.stroke();
      angle += turn;
    });
    g.fillStyle = tone("ink");
    g.font = `700 12.5px ${style.font}`;
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.fillText(total > 999 ? `${Math.round(total / 1000)}k` : String(total), x, y + 0.6);
  }

  function ring(g, x, y, r, width) {
    g.beginPath();
    g.arc(x, y, r, 0, 2 * Math.PI);
    g.lineWidth = width + 2;
    g.strokeStyle = tone("halo");
    g.stroke();
    g.lineWidth = width;
    g.strokeStyle = tone("ink");
    g.stroke();
  }

  // "3 region-wide": what is known only by region stands under the unit's name, without a point.
  function pill(g, x, y, count, strong, short) {
    const words = short ? String(count) : `${count} region-wide`;
    g.font = `600 11px ${style.font}`;
    const width = g.measureText(words).width + 16;
    g.beginPath();
    g.roundRect(x - width / 2, y - 8, width, 16, 8);
    g.fillStyle = tone("card");
    g.globalAlpha = 0.92;
    g.fill();
    g.globalAlpha = 1;
    g.lineWidth = strong ? 2.2 : 1;
    g.strokeStyle = tone(strong ? "ink" : "ink3");
    g.stroke();
    g.fillStyle = tone("ink");
    g.textAlign = "center";
    g.textBaseline = "middle";
    g.fillText(words, x, y + 0.5);
    return width / 2;
  }

  return { sprite, area, bubble, bubbleRadius, ring, pill, radius };
};
