import { untrack } from "svelte";
import { inWords } from "./api";
import { language } from "./lang.svelte";

/** One person's action on its way: which button waits, and why the last one was refused. Only the server's answer ends it. */
export class Doing {
  busy: string | null = $state(null);
  error: string = $state("");

  async run<T>(name: string, action: () => Promise<T>): Promise<T | undefined> {
    if (untrack(() => this.busy) !== null) return undefined;
    this.busy = name;
    this.error = "";
    try {
      return await action();
    } catch (error) {
      this.error = inWords(error, language.current);
      return undefined;
    } finally {
      this.busy = null;
    }
  }
}
