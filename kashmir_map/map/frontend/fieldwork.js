// A field asked by messages: in a worker of its own for a large archive, in the map's frame for a
// small one, which is drawn in the frame that asks.
"use strict";

var kashmirFieldwork = (() => {
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
    const halftone = new kashmirHalftone.Halftone();
    const ask = {
      async load({ url }) {
        try {
          let told = 0;
          const buffer = await fetched(url, (share) => {
            if (performance.now() - told < 60) return;
            told = performance.now();
            answer({ type: "progress", share });
          });
          field = new kashmirField.Field(buffer);
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
        halftone.draw(field, g, look, ratio);
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

  return { served };
})();

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  const hear = kashmirFieldwork.served((message, moved = []) => self.postMessage(message, moved));
  self.onmessage = ({ data }) => hear(data);
}
