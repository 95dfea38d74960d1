/** Which incidents are alarms, how they look, and which of them comes first. */

import type { Incident } from "../../shared/generated/live";

/** `crit` is solid red, `pre` is framed amber, `drill` is solid blue. */
export type Tone = "crit" | "pre" | "drill";

const FIRES: readonly Incident["kind"][] = ["smoke", "heat", "panel", "call_point", "co"];
const ORDER: readonly Tone[] = ["crit", "pre", "drill"];

export const isDrill = (incident: Incident): boolean => incident.drill === true || incident.kind === "drill";

/** How an alarm looks, null for what is none. A first signal that a second has yet to confirm is one already. */
export function tone(incident: Incident): Tone | null {
  if (isDrill(incident)) return "drill";
  if (incident.sev === "crit") return "crit";
  return incident.kind === "pre_alarm" || (incident.sev === "warn" && FIRES.includes(incident.kind)) ? "pre" : null;
}

function rank(incident: Incident): number {
  const level = ORDER.indexOf(tone(incident) ?? "drill") * 4;
  return level + (incident.state === "open" ? 0 : 2) + (FIRES.includes(incident.kind) ? 0 : 1);
}

/** The alarms among these, worst first: nothing hides a fire, what nobody has taken comes before what somebody has. */
export function alarmsOf(incidents: readonly Incident[]): Incident[] {
  const alarms = incidents.filter((incident) => incident.state !== "resolved" && tone(incident) !== null);
  return alarms.sort((a, b) => rank(a) - rank(b) || b.since_ms - a.since_ms);
}

/** Minutes and seconds until then, as 1:07; null when it is over. */
export function countdown(untilMs: number | null | undefined, nowMs: number): string | null {
  if (!untilMs || untilMs <= nowMs) return null;
  const left = Math.ceil((untilMs - nowMs) / 1000);
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}
