// Stories: the card of the one that is loaded, the path through it, and the way to the others.
function storyHead({ card, article }) {
  const kicker = article
    ? [
        el("b", {}, article.publisher),
        ` · ${article.published} · `,
        link(article.url, "read the article", "out"),
      ]
    : [el("b", {}, "Story"), ` · ${card.when}`];
  return [
    el("p", { class: "kicker" }, ...kicker),
    el("h2", {}, article ? article.title : card.title),
  ];
}

function storySteps({ steps, at }, go) {
  return el(
    "ol",
    { class: "steps-list" },
    ...steps.map((step, i) =>
      el(
        "li",
        {},
        el(
          "button",
          { class: "step", "aria-current": i === at ? "step" : null, onclick: () => go(i) },
          el("span", { class: "number" }, String(i + 1)),
          el(
            "span",
            { class: "words" },
            el("span", { class: "title" }, step.title),
            el("span", { class: "meta" }, step.when),
            el("span", { class: "caption" }, step.caption),
          ),
        ),
      ),
    ),
  );
}

// Summaries are long: their beginning stands there, the rest unfolds.
function foldedSummary(words) {
  const summary = el("p", { class: "summary folded" }, words);
  const more = el("button", { class: "textual", "aria-expanded": "false" }, "Read the summary");
  more.onclick = () => {
    const folded = summary.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!folded));
    more.textContent = folded ? "Read the summary" : "Fold the summary";
  };
  return [summary, more];
}

// Before the first step: what the story is, how to walk it, and which others there are.
// cite: its citation.
function storyCard(story, stories, cite, go, tell) {
  if (!story) {
    return [
      el(
        "details",
        { class: "more stories" },
        el("summary", {}, `Stories (${stories.length})`),
        storyCards(stories, tell),
      ),
    ];
  }
  const [summary, more] = foldedSummary(story.card.summary);
  return [
    el(
      "section",
      { class: "card", "aria-label": story.article ? "Article" : "Story" },
      ...storyHead(story),
      summary,
      el(
        "p",
        { class: "walk" },
        el(
          "button",
          { class: "primary", onclick: () => go(0) },
          `Read it in ${stepsWords(story.steps.length)}`,
        ),
        more,
      ),
      el("details", { class: "more" }, el("summary", {}, "All steps"), storySteps(story, go)),
      cite,
    ),
    storyShelf(`Other stories (${stories.length})`, stories, tell),
  ];
}

// Above the account of an event that is a step: where the reader is, and the ways on.
function storyBar(story, go) {
  if (!story || story.at === null) return null;
  const { steps, at, card } = story;
  const way = (name, i) =>
    el("button", { class: "way-button", disabled: !steps[i], onclick: () => go(i) }, name);
  return el(
    "section",
    { class: "story-bar", "aria-label": "Story" },
    el(
      "p",
      { class: "kicker" },
      el("b", {}, card.title),
      ` · step ${at + 1} of ${steps.length}`,
    ),
    el("p", { class: "caption" }, steps[at].caption),
    el("p", { class: "ways" }, way("← Previous", at - 1), way("Next →", at + 1)),
    el("details", { class: "more" }, el("summary", {}, "All steps"), storySteps(story, go)),
  );
}
