// The sentence under the chart: what the grey strip counts, and what it does not mean.

export function captionFor(name, unlabelled, archives) {
  const bands = archives ? " Bands: archives, each by its own scale." : "";
  return `${stripWords(name, unlabelled)}${bands}`;
}

function stripWords(name, unlabelled) {
  const rows = unlabelled ? " (rows: India, Pakistan, elsewhere)" : "";
  const strip = `Grey strip: articles cited for each ${name}, by where they were published${rows}.`;
  if (name.includes(" ")) return `${strip} Time without events may be time without sources.`;
  const one = `${name === "hour" ? "an" : "a"} ${name}`;
  return `${strip} A${one.slice(1)} without events may be ${one} without sources.`;
}
