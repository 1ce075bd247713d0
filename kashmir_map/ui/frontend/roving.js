// One stop for Tab in a long row of buttons: the arrow keys go on from there, Home and End to its
// ends. Whoever builds the buttons gives them tabindex −1; the one that Tab reaches is kept here.
class Roving {
  constructor(box, selector, [back, forward]) {
    this.box = box;
    this.selector = selector;
    this.by = { [back]: -1, [forward]: 1 };
    box.addEventListener("keydown", (event) => this.press(event));
    box.addEventListener("focusin", ({ target }) => {
      if (target.matches(selector)) this.take(target);
    });
  }

  take(one) {
    if (this.current && this.current !== one) this.current.tabIndex = -1;
    this.current = one;
    if (one) one.tabIndex = 0;
  }

  // What is in the row has changed: Tab must reach one of them.
  renew() {
    if (!this.current || !this.box.contains(this.current)) {
      this.take(this.box.querySelector(this.selector));
    }
  }

  press(event) {
    const { key } = event;
    const ends = { Home: 0, End: -1 };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(key in this.by) && !(key in ends)) return;
    const all = [...this.box.querySelectorAll(this.selector)];
    const at = all.indexOf(event.target.closest(this.selector));
    if (at < 0) return;
    event.preventDefault();
    const next = key in ends ? all.at(ends[key]) : all[at + this.by[key]];
    next?.focus();
  }
}
