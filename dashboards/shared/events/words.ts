import { translator } from "../lang.svelte";
import { events } from "../messages/events";

export const tv = translator(events);

/** A word of the server in ours, as it came where we have none. */
export function wordOf(prefix: string, word: string): string {
  const key = `${prefix}${word}`;
  return key in events.de ? tv(key as keyof typeof events.de) : word;
}
