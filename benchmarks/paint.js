// Runs first in every page and frame of the peers: says when the picture of a map has changed, by
// its pixels. Times are milliseconds since 1970, so that those of a page and its frames compare.
"use strict";

window.paint = (() => {
  const [WIDTH, HEIGHT] = [240, 120];
  const LEAST = 200; // pixels: smaller canvases are no maps
  const time = (stamp = performance.now()) => performance.timeOrigin + stamp;
  // One log for the page and its frames, which come and go.
  const log = window === window.top
    ? { changes: [], emptied: 0, hand: 0 }
    : window.top.paint.log;

  // Only canvases that something was drawn on are looked at: reading pixels takes milliseconds.
  const drawn = new Set();
  for (const [kind, names] of [
    [CanvasRenderingContext2D, ["clearRect", "fillRect", "fill", "stroke", "drawImage", "putImageData"]],
    [ImageBitmapRenderingContext, ["transferFromImageBitmap"]],
    [WebGL2RenderingContext, ["clear", "drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"]],
  ]) {
    for (const name of names) {
      const given = kind.prototype[name];
      kind.prototype[name] = function drawing(...values) {
        drawn.add(this.canvas);
        return given.apply(this, values);
      };
    }
  }

  // What WebGL has drawn can be read until the next frame only if it is kept.
  const given = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function getContext(kind, options) {
    const kept = String(kind).startsWith("webgl") ? { ...options, preserveDrawingBuffer: true } : options;
    return given.call(this, kind, kept);
  };

  const small = new OffscreenCanvas(WIDTH, HEIGHT).getContext("2d", { willReadFrequently: true });
  small.imageSmoothingEnabled = false; // every few pixels one: quick, and less than any symbol

  // Of each canvas that is a map a number that another picture hardly has; 0 if it is empty.
  const numbers = new Map();
  function read(canvas) {
    small.clearRect(0, 0, WIDTH, HEIGHT);
    small.drawImage(canvas, 0, 0, WIDTH, HEIGHT);
    const pixels = new Uint32Array(small.getImageData(0, 0, WIDTH, HEIGHT).data.buffer);
    let [sum, any] = [0, 0];
    for (const pixel of pixels) {
      sum = (Math.imul(sum, 31) + pixel) | 0;
      any |= pixel;
    }
    return any ? sum || 1 : 0;
  }

  // A number that another picture hardly has, and whether there is nothing to be seen.
  function picture() {
    for (const canvas of drawn) {
      if (canvas.width > LEAST && canvas.height > LEAST) numbers.set(canvas, read(canvas));
    }
    drawn.clear();
    let [sum, any] = [0, 0];
    for (const [canvas, number] of numbers) {
      if (!canvas.isConnected) {
        numbers.delete(canvas);
        continue;
      }
      sum = (Math.imul(sum, 31) + number) | 0;
      any |= number;
    }
    // Clusters are elements, few and far between.
    for (const marker of document.querySelectorAll(".leaflet-marker-pane > *")) {
      for (const letter of marker.style.transform + marker.textContent) {
        sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
      }
      any = 1;
    }
    return [sum, any === 0];
  }

  let last = 0;
  const look = () => {
    requestAnimationFrame(look);
    if (window.top.paint.resting) return;
    const [sum, blank] = picture();
    if (sum !== last) {
      last = sum;
      if (blank) log.emptied = time();
      else log.changes.push(time());
    }
  };
  window.addEventListener("DOMContentLoaded", () => requestAnimationFrame(look));
  window.addEventListener("pointerup", (event) => { log.hand = time(event.timeStamp); }, { capture: true });
  return { log, time };
})();
