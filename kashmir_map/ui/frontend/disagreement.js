// The page "Who says what": two accounts, who speaks of what, and figures on one axis.
class Disagreement {
  constructor(root) {
    this.scope = new Scope((what, value) => this.ask(what, value));
    this.body = el("div", { class: "body" });
    root.replaceChildren(this.scope.element, this.body);
  }

  show({ scope, told }) {
    const lead = told.words && `${told.words} Claims stand as they were made; none is endorsed.`;
    this.scope.show(scope, lead);
    const view = { scope, library: this.library, rows: this.rows, go: this.go, single: told.events.length === 1 };
    if (!told.words) {
      const words = scope.event
        ? "No claim about this event is recorded."
        : "Nothing is claimed in these days.";
      fill(this, this.body, [() => this.scope.empty(words)]);
      return;
    }
    fill(this, this.body, [
      () => accountsSection(told.accounts, view),
      () => new Matrix(told.matrix, view).section(),
      ...told.numbers.map((figures) => () => figuresSection(figures, view)),
    ]);
  }
}

export default function (component) {
  keep(component, "disagreement", Disagreement);
}
