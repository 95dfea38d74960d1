/** Whether the way to people is proved, in words. */

import type { Sev } from "../../shared/components/sev";
import type { AlertPath } from "../../shared/generated/live";
import { language, translator } from "../../shared/lang.svelte";
import { path } from "../../shared/messages/path";
import * as time from "../../shared/time";

export const tp = translator(path);

export function pathMark(now: AlertPath, nowMs: number, zone: string, stale: boolean): readonly [Sev, string] {
  const at = now.tested_ms === null ? "" : time.clockOrDay(now.tested_ms, nowMs, zone, language.current);
  const today = now.tested_ms !== null && time.isoDay(now.tested_ms, zone) === time.isoDay(nowMs, zone);
  if (now.state === "failed") return ["crit", tp("stateFailed", { time: at })];
  if (now.state === "late") return ["warn", tp("stateLate", { time: at })];
  if (now.state !== "ok" || !at) return ["unknown", tp("stateNever")];
  return [stale ? "unknown" : "ok", tp(today ? "stateOk" : "stateOkDay", { time: at })];
}
