// Runs first in every page and frame that is measured. All times are milliseconds since 1970, so
// that those of a page and of its frames compare: performance.timeOrigin plus performance.now().
"use strict";

window.probe = (() => {
  const isFrame = window !== window.top;
  const time = (stamp = performance.now()) => performance.timeOrigin + stamp;
  const log = { firstPaint: null, navigation: performance.timeOrigin, unready: 0, moves: [], painted: [] };

  // The task after a frame's rendering: what the frame drew has left the page's hands.
  const ends = new MessageChannel(); // kept alive by what is returned below
  const waiting = [];
  ends.port1.onmessage = () => waiting.splice(0).forEach((act) => act());
  const afterFrame = (act) => {
    waiting.push(act);
    ends.port2.postMessage(0);
  };

  if (isFrame) {
    let last = "";
    const bareMapReady = () => !window.kashmirMap && window.map && window.map._loaded;
    const look = () => {
      afterFrame(() => {
        const layer = window.eventLayer;
        const [start, end] = layer ? layer.window() : [null, null];
        const drawn = layer && start !== null && layer.visible().length > 0;
        if (drawn && !Number.isFinite(start)) log.unready += 1;
        if (log.firstPaint === null && ((drawn && Number.isFinite(start)) || bareMapReady())) {
          log.firstPaint = time() - window.top.performance.timeOrigin;
        }
        const now = `${start} ${end}`;
        // With archives a window is painted once each of them shows it too.
        const sheets = Object.values(layer && layer.archives ? layer.archives() : {});
        const whole = sheets.every((sheet) => String(sheet.window) === `${start},${end}`);
        if (now !== last && whole) {
          last = now;
          log.painted.push([now, time()]);
        }
      });
      requestAnimationFrame(look);
    };
    // Not before: the script may run in the empty document that the frame begins with.
    window.addEventListener("load", () => requestAnimationFrame(look));
  } else {
    // A move's window is known when the timeline speaks of it, in the frame that handles the move.
    const moved = (event) => {
      const one = { at: time(event.timeStamp) };
      requestAnimationFrame(() => afterFrame(() => { one.floor = time(); }));
      log.latest = one;
    };
    window.addEventListener("pointermove", moved, { capture: true });
    window.addEventListener("pointerrawupdate", moved, { capture: true });
    const post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function say(message) {
      if (message.type === "window" && log.latest && !log.latest.told) {
        log.latest.window = `${message.start} ${message.end}`;
        log.latest.told = time();
        log.moves.push(log.latest);
      }
      return post.call(this, message);
    };
    window.addEventListener("pointerup", (event) => { log.up = time(event.timeStamp); }, { capture: true });
    // What a filter answers: a click, a choice in a list, or Enter after the words.
    for (const name of ["pointerup", "input", "keydown"]) {
      window.addEventListener(name, (event) => { log.hand = time(event.timeStamp); }, { capture: true });
    }
    for (const name of ["pushState", "replaceState"]) {
      const change = history[name];
      history[name] = function changed(...given) {
        const before = location.href;
        change.apply(this, given);
        if (location.href !== before) log.link = time();
      };
    }
  }

  // Tell when what `read` returns is no longer what it is now; for nodes in an open shadow root too.
  function awaitChange(node, read) {
    const before = read();
    return new Promise((done) => {
      const watcher = new MutationObserver(() => {
        if (read() === before) return;
        watcher.disconnect();
        done(time());
      });
      watcher.observe(node, { childList: true, subtree: true, characterData: true });
    });
  }

  // The same, until the end of the frame that shows the change.
  const awaitFrame = async (node, read) => {
    log.mutated = await awaitChange(node, read);
    return new Promise((done) => requestAnimationFrame(() => afterFrame(() => done(time()))));
  };

  return { log, time, awaitChange, awaitFrame, ends };
})();
