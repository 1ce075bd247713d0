// A citation that unfolds: asked for when it is first opened, in four forms, to copy.
class Citing {
  constructor(name, ask) {
    this.ask = ask;
    this.choices = el("div", { class: "forms", role: "group", "aria-label": "Form of the citation" });
    this.text = el("pre", { tabindex: 0, "aria-label": "Citation" });
    this.copy = copyButton("copy-form", {
      name: "Copy",
      copied: "Copied",
      refused: "Select it and copy",
      text: () => this.text.textContent,
    });
    this.body = el("div", { class: "citation", hidden: true }, this.choices, this.text, this.copy);
    this.element = el("details", { class: "cite" }, el("summary", {}, name), this.body);
    this.element.ontoggle = () => {
      if (this.element.open && !this.forms) this.ask();
    };
  }

  // forms: [name, text] of each, the first for people.
  show(forms) {
    if (this.forms) return;
    this.forms = forms;
    this.choices.replaceChildren(
      ...forms.map(([name], i) =>
        el("button", { class: "form", type: "button", onclick: () => this.choose(i) }, name),
      ),
    );
    this.choose(0);
    this.body.hidden = false;
  }

  choose(chosen) {
    this.text.textContent = this.forms[chosen][1];
    this.text.classList.toggle("prose", chosen === 0);
    [...this.choices.children].forEach((button, i) => button.setAttribute("aria-pressed", i === chosen));
  }
}
