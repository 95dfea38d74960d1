/** Tells a reader that types like a keyboard from a person: a reader's characters follow each other within milliseconds. */

export const APART_MS = 35;
/** A reader types at least this many; less is a person with quick fingers. */
export const FEWEST = 6;
const MOST = 2_048;

export interface Keys {
  /** One key of a person. */
  key(key: string): void;
  /** What a reader read. */
  text(text: string): void;
}

export class Reader {
  #held = "";
  #lastMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keys: Keys;

  constructor(keys: Keys) {
    this.#keys = keys;
  }

  /** Whether characters are being held back. */
  get busy(): boolean {
    return this.#held !== "";
  }

  /** Take a key; what it was becomes clear within `APART_MS`. */
  take(key: string, nowMs: number): void {
    const quick = this.#held !== "" && nowMs - this.#lastMs <= APART_MS;
    if (!quick) this.#flush();
    this.#lastMs = nowMs;
    clearTimeout(this.#timer);
    if (key === "Enter") {
      this.#enter();
      return;
    }
    if (key.length !== 1) {
      this.#flush();
      this.#keys.key(key);
      return;
    }
    this.#held = (this.#held + key).slice(0, MOST);
    this.#timer = setTimeout(() => this.#flush(), APART_MS);
  }

  #enter(): void {
    if (this.#held.length >= FEWEST) {
      const text = this.#held;
      this.#held = "";
      this.#keys.text(text);
      return;
    }
    this.#flush();
    this.#keys.key("Enter");
  }

  #flush(): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = "";
    for (const key of held) this.#keys.key(key);
  }
}
