/** The view named after `#/` in the address; other anchors (the skip link) leave it alone. */
export class Route<V extends string> {
  view: V = $state() as V;
  #views: readonly V[];

  constructor(views: readonly [V, ...V[]]) {
    this.#views = views;
    this.view = views[0];
    this.#read();
    window.addEventListener("hashchange", () => this.#read());
  }

  #read(): void {
    const name = location.hash.replace(/^#\//, "");
    const found = this.#views.find((view) => view === name);
    if (found && found !== this.view) this.view = found;
  }
}
