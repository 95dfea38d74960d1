import { inWords } from "./api";
import { language } from "./lang.svelte";

/** A question asked anew whenever its filters change: only the newest answer counts, however long an older one takes. */
export class Reading {
  busy = $state(false);
  error: string = $state("");
  #turn = 0;

  async latest<T>(ask: () => Promise<T>): Promise<T | undefined> {
    const turn = ++this.#turn;
    this.busy = true;
    try {
      const found = await ask();
      if (turn !== this.#turn) return undefined;
      this.error = "";
      return found;
    } catch (error) {
      if (turn === this.#turn) this.error = inWords(error, language.current);
      return undefined;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
