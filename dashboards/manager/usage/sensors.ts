/** How counters and sensors are, and what to do, in words. */

import { bySev, type Sev } from "../../shared/components/sev";
import { translator } from "../../shared/lang.svelte";
import { usage_sensors } from "../../shared/messages/usage_sensors";
import type { SensorHealth } from "../../shared/usage/shapes";

export const ts = translator(usage_sensors);
type Word = keyof (typeof usage_sensors)["de"];
const isWord = (text: string): text is Word => Object.hasOwn(usage_sensors.de, text);

const SEV: Readonly<Record<string, Sev>> = { ok: "ok", suspect: "info", stale: "warn", fault: "warn" };
export const sevOf = (quality: string): Sev => SEV[quality] ?? "unknown";
export const stateWord = (quality: string): string => ts(SEV[quality] ? (quality as Word) : "unknown");
export const kindWord = (kind: string): string => (isWord(`kind_${kind}`) ? ts(`kind_${kind}` as Word) : kind);

/** What a driver says in its own words, by how it begins. */
const SAID: readonly [RegExp, Word][] = [
  [/^(silent|unplugged|no new value)/, "do_silent"],
  [/^(nonsense|no valid frame|reports error)/, "do_nonsense"],
  [/^motion without a pause/, "do_stuck"],
];

/** What a person can do; nothing while all is well. */
export function todo({ quality, reason, device }: Pick<SensorHealth, "quality" | "reason" | "device">): string {
  if (quality === "ok" && !reason) return "";
  const word = isWord(`do_${reason}`) ? (`do_${reason}` as Word) : SAID.find(([begins]) => begins.test(reason))?.[1];
  if (word) return ts(word, { device });
  return reason ? ts("do_other", { reason, device }) : ts("do_stale", { device });
}

/** Above this share of a day's passages a count is off, as the field's counters promise 95 of 100. */
const MUCH_PCT = 5;
export const isOff = ({ closing_error_pct }: Pick<SensorHealth, "closing_error_pct">): boolean => (closing_error_pct ?? 0) > MUCH_PCT;

/** Who needs help stands first. */
export function ranked(sensors: readonly SensorHealth[]): SensorHealth[] {
  return [...sensors].sort((a, b) => bySev(sevOf(a.quality), sevOf(b.quality)) || Number(isOff(b)) - Number(isOff(a)) || a.hall_name.localeCompare(b.hall_name) || a.c.localeCompare(b.c));
}
