import { ApiError, inWords } from "./api";
import { language } from "./lang.svelte";

/** How long after no answer the question is asked again. Then it is for the person to ask. */
const AGAIN_AFTER_MS = [2_000, 4_000, 8_000, 16_000, 30_000] as const;
const AGAIN = Symbol("again");
const AWAY: readonly number[] = [0, 502, 503, 504];

/**
 * A question asked anew whenever its filters change: only the newest answer counts, however long an older one takes.
 * A server that does not answer is asked again by itself; what is wrong is said meanwhile.
 */
export class Reading {
  busy = $state(false);
  error: string = $state("");
  #turn = 0;

  async latest<T>(ask: () => Promise<T>): Promise<T | undefined> {
    const turn = ++this.#turn;
    for (const pause of [...AGAIN_AFTER_MS, null]) {
      const found = await this.#once(ask, turn);
      if (found !== AGAIN || pause === null) return found === AGAIN ? undefined : found;
      await new Promise((go) => setTimeout(go, pause));
      if (turn !== this.#turn) return undefined;
    }
    return undefined;
  }

  async #once<T>(ask: () => Promise<T>, turn: number): Promise<T | undefined | typeof AGAIN> {
    this.busy = true;
    try {
      const found = await ask();
      if (turn !== this.#turn) return undefined;
      this.error = "";
      return found;
    } catch (error) {
      if (turn !== this.#turn) return undefined;
      this.error = inWords(error, language.current);
      return error instanceof ApiError && AWAY.includes(error.status) ? AGAIN : undefined;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
