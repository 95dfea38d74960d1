/** What stands in the address after `#/`: the view, what of it (`#/meldung/i-1`), and how (`?site=nord`). */
export interface Place {
  readonly view: string;
  readonly of: string;
  readonly query: Readonly<Record<string, string>>;
}

export function placeOf(hash: string): Place | null {
  const found = /^#\/([^/?]*)\/?([^?]*)\??(.*)$/.exec(hash);
  if (!found) return null;
  const [, view = "", of = "", query = ""] = found;
  return { view, of: decodeURIComponent(of), query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The address of a place; what is empty is left out of the query. */
export function addressOf(view: string, of = "", query: Readonly<Record<string, string>> = {}): string {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
  return `#/${view}${of ? `/${encodeURIComponent(of)}` : ""}${asked ? `?${asked}` : ""}`;
}

/** The view named after `#/` in the address; other anchors (the skip link) leave it alone. */
export class Route<V extends string> {
  view: V = $state() as V;
  of: string = $state("");
  query: Readonly<Record<string, string>> = $state.raw({});
  #views: readonly V[];
  #alias: (hash: string) => string;

  /** `alias` turns addresses of another form into ours. */
  constructor(views: readonly [V, ...V[]], alias: (hash: string) => string = (hash) => hash) {
    this.#views = views;
    this.#alias = alias;
    this.view = views[0];
    this.#read();
    window.addEventListener("hashchange", () => this.#read());
  }

  /** Puts other values into the query without a new step of the browser's history. */
  ask(query: Readonly<Record<string, string>>): void {
    history.replaceState(history.state, "", addressOf(this.view, this.of, query));
    this.#read();
  }

  #read(): void {
    const place = placeOf(this.#alias(location.hash));
    const found = this.#views.find((view) => view === place?.view);
    if (!found || !place) return;
    this.view = found;
    this.of = place.of;
    this.query = place.query;
  }
}
