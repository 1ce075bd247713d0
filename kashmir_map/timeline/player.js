// Playback: window after window, until the end, a hand or a wish for less motion stops it.

import { played, rewound } from "./playback.js";
import { showPlaying } from "./view.js";

const DWELL = 500; // milliseconds a frame of playback stands at speed 1

export class Player {
  constructor(timeline) {
    this.timeline = timeline;
    this.speed = 1;
    this.playing = false;
    this.stillness = matchMedia("(prefers-reduced-motion: reduce)");
    const { signal } = timeline.stop;
    const on = (node, event, act) => node.addEventListener(event, act, { signal });
    on(document, "visibilitychange", () => document.hidden && this.pause());
    on(this.stillness, "change", () => this.stillness.matches && this.pause());
  }

  onward() {
    const { where, archives, visible } = this.timeline;
    return played(where, archives.with(visible));
  }

  toggle() {
    const { timeline } = this;
    if (this.playing) return this.pause();
    const again = timeline.window[1] >= timeline.span[1];
    const frame = again ? rewound(timeline.where) : null;
    if (frame) timeline.show(frame);
    // Who asked for less motion gets one step and stands still again.
    if (this.stillness.matches) return timeline.go(frame ?? this.onward());
    this.playing = true;
    timeline.hush();
    timeline.view.element.dataset.playing = "";
    showPlaying(timeline.view.play, true);
    let last = frame ? performance.now() : -Infinity;
    const tick = (now) => {
      if (!this.playing) return;
      if (now - last >= DWELL / this.speed) {
        const next = this.onward();
        if (!next) return void this.pause();
        last = now;
        timeline.show(next);
      }
      this.beat = requestAnimationFrame(tick);
    };
    this.beat = requestAnimationFrame(tick);
    return undefined;
  }

  pause({ report = true } = {}) {
    if (!this.playing) return;
    const { timeline } = this;
    this.playing = false;
    cancelAnimationFrame(this.beat);
    delete timeline.view.element.dataset.playing;
    showPlaying(timeline.view.play, false);
    if (report) timeline.rest(0);
  }
}
