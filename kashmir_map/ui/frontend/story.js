// Stories: the card of the one that is loaded, the path through it, and the way to the others.
const stepsWords = (count) => `${count} ${count === 1 ? "step" : "steps"}`;

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
    el("p", { class: "summary" }, card.summary),
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

// Before the first step: what the story is, how to walk it, and which others there are.
// cite: its citation.
function storyCard(story, stories, cite, go, tell) {
  const parts = [];
  if (story) {
    parts.push(
      el(
        "section",
        { class: "card", "aria-label": story.article ? "Article" : "Story" },
        ...storyHead(story),
        el(
          "p",
          { class: "walk" },
          el(
            "button",
            { class: "primary", onclick: () => go(0) },
            `Read it in ${stepsWords(story.steps.length)}`,
          ),
        ),
        el(
          "details",
          { class: "more" },
          el("summary", {}, "All steps"),
          storySteps(story, go),
        ),
        cite,
      ),
    );
  }
  if (stories.length) {
    parts.push(
      el(
        "details",
        { class: "more stories" },
        el("summary", {}, `${story ? "Other stories" : "Stories"} (${stories.length})`),
        el(
          "ul",
          {},
          ...stories.map((card) =>
            el(
              "li",
              {},
              el(
                "button",
                { class: "story-card", onclick: () => tell(card.id) },
                el("b", {}, card.title),
                el("span", {}, `${card.when} · ${stepsWords(card.steps)}`),
              ),
            ),
          ),
        ),
      ),
    );
  }
  return parts;
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
