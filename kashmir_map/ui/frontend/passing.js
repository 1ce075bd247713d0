// Which events a filter leaves out, by the rule of facets.py: within one facet any of the ticked values,
// and every facet. The page knows it before Python has heard of the change. Words are Python's to find.

// members: by facet and value the positions of its events, and `several` those of several sides.
// found: positions of the events that hold the words, or null where none are asked for.
function leftOut({ rows, members }, chosen, found) {
  const passing = found ? [new Set(found)] : [];
  for (const [facet, values] of Object.entries(members.facets)) {
    const asked = chosen[facet] ?? [];
    if (asked.length) passing.push(new Set(asked.flatMap((value) => values[value] ?? [])));
  }
  if (chosen.several) passing.push(new Set(members.several));
  if (!passing.length) return [];
  const out = rows.map((row) => row.position).filter((at) => passing.some((some) => !some.has(at)));
  return out.sort((a, b) => a - b);
}
