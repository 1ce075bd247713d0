// Symbols that touch gather into a count, so that none hides another.
"use strict";

kashmirMap.modules.gather = (() => {
  const CELL = 64;

  // Each item {x, y, r, members} joins the first that it touches, in the given order; groups that
  // touch after growing are joined again until none does. Returns the groups, placed at the mean
  // of their members. Neighbours are looked up in cells of 64 px, larger than any two radii.
  function gather(items, radiusOf) {
    let groups = items.map((item) => ({ ...item }));
    for (let round = 0; round < 8; round++) {
      const cells = new Map();
      const kept = [];
      let joined = false;
      for (const group of groups) {
        const column = Math.floor(group.x / CELL);
        const row = Math.floor(group.y / CELL);
        let host = null;
        for (let i = column - 1; i <= column + 1 && !host; i++) {
          for (let j = row - 1; j <= row + 1 && !host; j++) {
            for (const other of cells.get(i * 100003 + j) || []) {
              const reach = group.r + other.r - 1;
              const dx = group.x - other.x;
              const dy = group.y - other.y;
              if (dx * dx + dy * dy < reach * reach) {
                host = other;
                break;
              }
            }
          }
        }
        if (host) {
          joined = true;
          const all = host.members.length + group.members.length;
          host.nextX = (host.nextX ?? host.x * host.members.length) + group.x * group.members.length;
          host.nextY = (host.nextY ?? host.y * host.members.length) + group.y * group.members.length;
          host.members = host.members.concat(group.members);
          host.all = all;
        } else {
          const key = column * 100003 + row;
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(group);
          kept.push(group);
        }
      }
      for (const group of kept) {
        if (group.nextX === undefined) continue;
        group.x = group.nextX / group.all;
        group.y = group.nextY / group.all;
        group.r = radiusOf(group.all);
        group.nextX = group.nextY = undefined;
      }
      groups = kept;
      if (!joined) break;
    }
    return groups;
  }

  return gather;
})();
