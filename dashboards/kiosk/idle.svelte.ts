/** Asks "more time?" after 45 s without a touch while there is something to lose, and clears 15 s later. */

export const IDLE_MS = 45_000;
export const ANSWER_S = 15;

export class Idle {
  /** Seconds left to answer; null while nobody is asked. */
  left: number | null = $state(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over: () => void;

  constructor(over: () => void) {
    this.#over = over;
  }

  /** Someone touched something, or the state changed. */
  touch(somethingToLose: boolean): void {
    this.left = null;
    clearTimeout(this.#timer);
    if (somethingToLose) this.#timer = setTimeout(() => this.#count(ANSWER_S), IDLE_MS);
  }

  end(): void {
    this.left = null;
    clearTimeout(this.#timer);
    this.#over();
  }

  #count(left: number): void {
    if (left === 0) this.end();
    else {
      this.left = left;
      this.#timer = setTimeout(() => this.#count(left - 1), 1_000);
    }
  }
}
