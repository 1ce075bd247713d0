// Stories as a row of cards that is moved sideways.
const stepsWords = (count) => `${count} ${count === 1 ? "step" : "steps"}`;

function storyCards(cards, tell) {
  const row = el(
    "ul",
    { class: "shelf" },
    ...cards.map((card) =>
      el(
        "li",
        {},
        el(
          "button",
          { class: "story-card", tabindex: -1, "data-story": card.id, onclick: () => tell(card.id) },
          el("b", {}, card.title),
          el("span", {}, `${card.when} · ${stepsWords(card.steps)}`),
        ),
      ),
    ),
  );
  new Roving(row, ".story-card", ["ArrowLeft", "ArrowRight"]).renew();
  return row;
}

// With a heading, and for the mouse two arrows; the keyboard and the finger need none.
function storyShelf(words, cards, tell) {
  const row = storyCards(cards, tell);
  const arrow = (sign, by) =>
    el(
      "button",
      {
        class: "shelf-arrow",
        tabindex: -1,
        "aria-hidden": "true",
        onclick: () => row.scrollBy({ left: by * row.clientWidth * 0.9 }),
      },
      sign,
    );
  return el(
    "section",
    { class: "stories", "aria-label": words },
    el("p", { class: "shelf-head" }, el("b", {}, words), arrow("‹", -1), arrow("›", 1)),
    row,
  );
}
