// What is said of a window to whoever does not see it, once the hand or the playback has come to rest.

import { same } from "./hands.js";
import { write } from "./view.js";

const counted = (n) => (n ? `${n.toLocaleString("en-GB")} ${n === 1 ? "event" : "events"}` : "no events");

// "May 1999: 12 events, 3 new": new are those that were not in the window that was told before it.
export function announcement(words, window, before, visible) {
  const n = visible.countIn(window);
  const told = `${words}: ${counted(n)}`;
  if (!n || !before || same(before, window)) return told;
  const fresh = visible.countNew(window, before);
  return `${told}, ${fresh ? fresh.toLocaleString("en-GB") : "none"} new`;
}

export class Announcer {
  constructor(region) {
    this.region = region; // a polite live region
    this.told = null; // the window told last; the first is read with the page, not announced
  }

  tell(words, window, visible) {
    if (!visible) return;
    if (this.told) write(this.region, announcement(words, window, this.told, visible));
    this.told = window;
  }
}
