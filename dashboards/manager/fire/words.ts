/** How zones and sensors stand, as shape, word and colour. */

import type { Sev } from "../../shared/components/sev";
import type { FireOff, FireSensor, FireZone } from "../../shared/generated/live";
import { language, translator } from "../../shared/lang.svelte";
import { detectors } from "../../shared/messages/detectors";
import { faults } from "../../shared/messages/faults";
import * as time from "../../shared/time";
import { lasting } from "../alarm/words";

export const tf = translator(detectors);
type Key = keyof typeof detectors.de;
export type Mark = readonly [Sev, string];

const ZONES: Readonly<Record<string, readonly [Sev, Key]>> = {
  fire: ["crit", "zoneFire"],
  pre_alarm: ["warn", "zonePre"],
  fault: ["warn", "zoneFault"],
  disabled: ["info", "zoneDisabled"],
  test: ["info", "zoneTest"],
  normal: ["ok", "zoneNormal"],
};
const ORDER = ["fire", "pre_alarm", "fault", "unknown", "disabled", "test", "normal"];
const SENSORS: Readonly<Record<string, readonly [Sev, Key]>> = {
  alarm: ["crit", "sensorAlarm"],
  fault: ["warn", "sensorFault"],
  off: ["info", "sensorOff"],
  test: ["info", "sensorTest"],
  ok: ["ok", "sensorOk"],
};
const KINDS: Readonly<Record<string, Key>> = { smoke: "kindSmoke", heat: "kindHeat", co: "kindCo", panel: "kindPanel", button: "kindCall", call_point: "kindCall", loop: "kindLoop", air: "kindAir" };
export const REASONS = { fog: "reasonFog", dust: "reasonDust", steam: "reasonSteam", work: "reasonWork", defect: "reasonDefect", other: "reasonOther" } as const;
export type Reason = keyof typeof REASONS;

/** While the page is stale nothing looks good; what burnt, burns on. */
export function zoneMark(word: string, stale: boolean): Mark {
  const [sev, key] = ZONES[word] ?? (["unknown", "zoneUnknown"] as const);
  return stale && sev === "ok" ? ["unknown", tf("zoneUnknown")] : [sev, tf(key)];
}
export function sensorMark(sensor: FireSensor, stale: boolean): Mark {
  const [sev, key] = SENSORS[sensor.state] ?? (["unknown", "sensorUnknown"] as const);
  return stale && sev === "ok" ? ["unknown", tf("sensorUnknown")] : [sev, tf(key)];
}
export const kindWord = (kind: string): string => (KINDS[kind] ? tf(KINDS[kind]) : kind);
export const reasonWord = (reason: string): string => tf(REASONS[reason as Reason] ?? "reasonOther");

const tw = translator(faults);
const isFault = (reason: string): reason is keyof typeof faults.de => Object.hasOwn(faults.de, reason);
export function faultWord({ state, reason }: FireSensor): string {
  if (!reason || state === "off") return reason && reasonWord(reason);
  return isFault(reason) ? tw(reason) : tw("other", { code: reason });
}

/** Worst first, then by name. */
export function byWord(a: FireZone, b: FireZone): number {
  return ORDER.indexOf(a.word) - ORDER.indexOf(b.word) || a.name.localeCompare(b.name, "de");
}

export function sensorFacts(sensor: FireSensor): string {
  const battery = sensor.battery_pct === null ? "" : tf("battery", { n: sensor.battery_pct });
  return [kindWord(sensor.kind), sensor.value, faultWord(sensor), battery].filter(Boolean).join(" · ");
}

const SOON_MS = 30 * 60_000;
export const endsSoon = (off: FireOff, nowMs: number): boolean => off.until_ms - nowMs < SOON_MS;

export function offTitle(off: FireOff, zone: FireZone): string {
  const sensor = zone.sensors.find(({ c }) => c === off.c);
  return off.c ? tf("offSensor", { name: sensor?.name || off.c }) : tf("offZone");
}
export function offFacts(off: FireOff, nowMs: number, tz: string): string {
  const until = time.clockOrDay(off.until_ms, nowMs, tz, language.current);
  const left = off.until_ms > nowMs ? tf("offUntil", { time: until, left: lasting(nowMs, off.until_ms) }) : tf("offOver");
  return [left, reasonWord(off.reason), off.owner && tf("offBy", { who: off.owner }), off.booking && tf("offBooking", { booking: off.booking }), off.text].filter(Boolean).join(" · ");
}
