/** Times as people read them, always in the site's zone. Instants are milliseconds since the epoch. */

import type { Lang } from "./messages/table";

const LOCALE: Record<Lang, string> = { de: "de-DE", en: "en-GB" };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(lang: Lang, zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang}|${zone}|${name}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(LOCALE[lang], { ...options, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

/** The zone's wall time: hours, minutes and the calendar day. */
function parts(ms: number, zone: string, lang: Lang = "de"): Record<string, string> {
  const options = {
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  } as const;
  return Object.fromEntries(format(lang, zone, "parts", options).formatToParts(ms).map(({ type, value }) => [type, value]));
}

/** 18:44 */
export function clock(ms: number, zone: string): string {
  const at = parts(ms, zone);
  return `${at.hour}:${at.minute}`;
}

/** 18:44:12 */
export function clockSeconds(ms: number, zone: string): string {
  return `${clock(ms, zone)}:${parts(ms, zone).second}`;
}

/** 18:00–20:00 */
export function span(startMs: number, endMs: number, zone: string): string {
  return `${clock(startMs, zone)}–${clock(endMs, zone)}`;
}

/** Sa 21.11. · Sat 21 Nov */
export function day(ms: number, zone: string, lang: Lang): string {
  const at = parts(ms, zone, lang);
  if (lang === "de") return `${(at.weekday ?? "").replace(".", "")} ${at.day}.${at.month}.`;
  const month = format(lang, zone, "month", { month: "short" }).format(ms);
  return `${at.weekday} ${Number(at.day)} ${month}`;
}

/** 2026-11-21, the zone's calendar day. */
export function isoDay(ms: number, zone: string): string {
  const at = parts(ms, zone);
  return `${at.year}-${at.month}-${at.day}`;
}

/** A calendar day as an instant that surely lies within it in every European zone: for formatting it with `day`. */
export function noon(iso: string): number {
  return Date.parse(`${iso}T11:00:00Z`);
}

export function addDays(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** 18:44 when it is today, else with its day. */
export function clockOrDay(ms: number, nowMs: number, zone: string, lang: Lang): string {
  return isoDay(ms, zone) === isoDay(nowMs, zone) ? clock(ms, zone) : `${day(ms, zone, lang)} ${clock(ms, zone)}`;
}

/** Whole minutes that have passed, never negative. */
export function minutesSince(ms: number, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - ms) / 60_000));
}

/** 0,24 s · 1.1 s */
export function seconds(ms: number, lang: Lang): string {
  const digits = ms < 1_000 ? 2 : 1;
  return `${(ms / 1_000).toLocaleString(LOCALE[lang], { minimumFractionDigits: digits, maximumFractionDigits: digits })} s`;
}
