/** Sources in words. */

import { language, translator } from "../../shared/lang.svelte";
import { sources } from "../../shared/messages/sources";
import * as time from "../../shared/time";
import type { Source } from "./api";

export const ts = translator(sources);

/** How old the plan is. */
export function ageWords(source: Source, nowMs: number, zone: string): string {
  if (typeof source.as_of_ms !== "number") return ts("never");
  return ts(source.stale ? "old" : "asOf", { time: time.clockOrDay(source.as_of_ms, nowMs, zone, language.current) });
}
