// Who asks for less motion sees the map jump, not glide: by buttons, keys, wheel, and on its own.
"use strict";

kashmirMap.modules.motion = (map) => {
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  // All ways of moving end in one of these two, which take their options last.
  for (const [name, place] of [["setView", 2], ["panBy", 1]]) {
    const moved = map[name];
    map[name] = (...given) => {
      if (stillness.matches) {
        const { animate, zoom, pan, ...others } = given[place] || {};
        given[place] = { ...others, animate: false };
      }
      return moved.apply(map, given);
    };
  }
  const { inertia, zoomAnimation } = map.options;
  function follow() {
    // A map that is let go slides on, one that is pinched settles: neither asks those two first.
    map.options.inertia = inertia && !stillness.matches;
    map.options.zoomAnimation = zoomAnimation && !stillness.matches;
  }
  follow();
  stillness.addEventListener("change", follow);
};
