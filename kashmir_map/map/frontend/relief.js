// Relief: a picture of greys in which the middle grey is flat ground. It becomes shade and light
// that let the tints of the land through.
"use strict";

kashmirMap.modules.relief = (map, { url, bounds }) => {
  const FLAT = 128;
  const EDGE = 0.1; // part of the picture's width and height
  let overlay = null;
  let opacity = 1;

  const picture = new Image();
  picture.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
    const g = canvas.getContext("2d");
    g.drawImage(picture, 0, 0);
    const shades = g.getImageData(0, 0, canvas.width, canvas.height);
    const { data, width, height } = shades;
    // The picture ends before the map does: its edge fades out.
    const near = (place, size) => Math.min(1, Math.min(place, size - 1 - place) / (EDGE * size));
    for (let i = 0; i < data.length; i += 4) {
      const slope = data[i] - FLAT;
      const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
      data[i] = data[i + 1] = data[i + 2] = slope < 0 ? 0 : 255;
      data[i + 3] = Math.min(255, 2 * Math.abs(slope)) * near(x, width) * near(y, height);
    }
    g.putImageData(shades, 0, 0);
    canvas.toBlob((blob) => {
      const address = URL.createObjectURL(blob);
      overlay = L.imageOverlay(address, bounds, { pane: "relief", interactive: false, opacity });
      overlay.once("load", () => URL.revokeObjectURL(address));
      overlay.addTo(map);
    });
  };
  picture.src = url; // without it the map is flat, and nothing else changes

  return {
    setOpacity(value) {
      opacity = value;
      if (overlay) overlay.setOpacity(value);
    },
  };
};
