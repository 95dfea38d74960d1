import type { HallOutput } from "../shared/generated/live";
import { translator } from "../shared/lang.svelte";
import { outputs } from "../shared/messages/outputs";
import * as time from "../shared/time";

export const to = translator(outputs);

const WHY = {
  booked: "outBooked",
  lead: "outLead",
  lag: "outLag",
  empty: "outEmpty",
  cancelled: "outCancelled",
  free: "outFree",
  people: "outPeople",
  presence: "outPresence",
  manual: "outManual",
  fire: "outFire",
  clock: "outClock",
  stale: "outStale",
  no_plan: "outNoPlan",
} as const;
/** Reasons whose end says something to a person: not when the next booking begins. */
const ENDS: readonly string[] = ["booked", "manual", "lag"];
const isWhy = (why: string): why is keyof typeof WHY => Object.hasOwn(WHY, why);

/** "Licht", "Heizung Teil 1, 2". */
export function what(output: HallOutput): string {
  const kind = to(output.kind === "heating" ? "heating" : "light");
  return output.sections.length ? to("outputSections", { what: kind, n: output.sections.join(", ") }) : kind;
}

/** Whether somebody should look at it. */
export const isOdd = (output: HallOutput): boolean => output.stale || output.fault !== "" || output.on === null;

/** "Licht an, gebucht bis 20:00". */
export function line(output: HallOutput, zone: string): string {
  const name = what(output);
  if (output.stale) return to("outputStale", { what: name });
  if (output.fault) return to("outputFault", { what: name, why: output.fault });
  if (output.on === null) return to("outputUnknown", { what: name });
  const state = to(output.on ? "lightOn" : output.kind === "heating" ? "heatingOff" : "lightOff", { what: name });
  if (!isWhy(output.why)) return state;
  const why = to(WHY[output.why]);
  const ends = output.until_ms !== null && ENDS.includes(output.why);
  return `${state}, ${ends ? to("outUntil", { why, time: time.clock(output.until_ms ?? 0, zone) }) : why}`;
}
