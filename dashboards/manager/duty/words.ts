/** The roster in words. */

import type { Sev } from "../../shared/components/sev";
import { language, translator } from "../../shared/lang.svelte";
import { duty } from "../../shared/messages/duty";
import * as time from "../../shared/time";
import { minuteWords } from "../../shared/walltime";
import { list } from "../words";
import type { Shift, Stretch } from "./api";

export const tu = translator(duty);

/** Monday to Sunday, short. */
export function weekdays(): string[] {
  const format = new Intl.DateTimeFormat(language.current === "de" ? "de-DE" : "en-GB", { weekday: "short", timeZone: "UTC" });
  return [...Array(7).keys()].map((day) => format.format(Date.UTC(2026, 10, 2 + day)).replace(".", ""));
}

export function waysMark(ways: number): readonly [Sev, string] {
  if (ways > 1) return ["ok", tu("twoWays", { n: ways })];
  return ways === 1 ? ["info", tu("oneWay")] : ["warn", tu("noWay")];
}

/** "Mo und Di, 18:00 bis 08:00 am nächsten Tag", or from when to when. */
export function shiftWords(shift: Shift, nowMs: number, zone: string): string {
  const weekly = shift.weekly;
  const at = (ms: number): string => time.clockOrDay(ms, nowMs, zone, language.current);
  if (!weekly) return tu("shiftOnce", { from: at(shift.from_ms ?? 0), to: at(shift.to_ms ?? 0) });
  const names = weekdays();
  const end = minuteWords(weekly.end_min);
  const to = weekly.end_day === 0 ? end : weekly.end_day === 1 ? tu("nextDay", { time: end }) : tu("daysLater", { time: end, n: weekly.end_day });
  return tu("shiftWeekly", { days: list(weekly.weekdays.map((day) => names[day] ?? "")), from: minuteWords(weekly.start_min), to });
}

export function stretchMark(state: Stretch["state"]): readonly [Sev, string] | null {
  if (state === "ok") return null;
  return state === "weak" ? ["info", tu("stateWeak")] : ["warn", tu("stateNobody")];
}

export interface Day {
  day: string;
  iso: string;
  stretches: Stretch[];
}
/** Stretches by the day on which they begin. */
export function byDay(stretches: readonly Stretch[], zone: string): Day[] {
  const days: Day[] = [];
  for (const one of stretches) {
    const iso = time.isoDay(one.from_ms, zone);
    const last = days.at(-1);
    if (last?.iso === iso) last.stretches.push(one);
    else days.push({ day: time.day(one.from_ms, zone, language.current), iso, stretches: [one] });
  }
  return days;
}
