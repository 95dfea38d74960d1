/** What a course of hours or days draws. Pure: buckets in, coordinates out. */

import { addDays, isoDay } from "../../shared/time";
import { instantOf } from "../../shared/walltime";
import type { Buckets, Series } from "./words";

export const SPANS = ["tag", "woche", "monat", "jahr"] as const;
export type Span = (typeof SPANS)[number];
export const isSpan = (text: string | undefined): text is Span => SPANS.some((one) => one === text);
const DAYS: Readonly<Record<Span, number>> = { tag: 1, woche: 7, monat: 30, jahr: 365 };
const HOUR_MS = 3_600_000;
export const WIDE = 1_000;
export const HIGH = 200;

export interface Window {
  fromMs: number;
  toMs: number;
  level: "hour" | "day";
}

const midnight = (iso: string, zone: string): number => instantOf(`${iso}T00:00`, zone) ?? Date.parse(`${iso}T00:00Z`);

/** The span that ends with a day; the day under way ends now. A day is its last 24 hours, everything else whole local days. */
export function windowOf(span: Span, untilDay: string, nowMs: number, zone: string): Window {
  const toMs = Math.min(nowMs, midnight(addDays(untilDay, 1), zone));
  if (span === "tag") return { fromMs: Math.floor((toMs - 24 * HOUR_MS) / HOUR_MS) * HOUR_MS, toMs, level: "hour" };
  const fromMs = midnight(addDays(isoDay(toMs - 1, zone), 1 - DAYS[span]), zone);
  return { fromMs, toMs, level: span === "jahr" ? "day" : "hour" };
}

/** Where the lower edge is marked: every third hour, days, every fifth day, months. */
export function ticks(span: Span, { fromMs, toMs }: Window, zone: string): number[] {
  if (span === "tag") return Array.from({ length: 9 }, (_, n) => fromMs + n * 3 * HOUR_MS).filter((ms) => ms <= toMs);
  const found: number[] = [];
  for (let day = isoDay(fromMs, zone); midnight(day, zone) < toMs; day = addDays(day, 1)) {
    const marked = span === "woche" || (span === "monat" ? (Date.parse(day) / 86_400_000) % 5 === 0 : day.endsWith("-01"));
    if (marked) found.push(midnight(day, zone));
  }
  return found;
}

export interface Drawn {
  x: (ms: number) => number;
  y: (value: number) => number;
  /** Figures on the left edge. */
  lines: number[];
  curves: { line: string; band: string }[];
}

/** What of a bucket is drawn: a sum's total, else the mean. */
export const figureOf = (bucket: Buckets[number], shape: Series["shape"]): number => (shape === "sum" ? bucket[5] : bucket[2]);

export function drawn(buckets: Buckets, shape: Series["shape"], window: Window): Drawn {
  const band = shape === "gauge";
  const values = buckets.flatMap((one) => (band ? [one[3], one[4]] : [figureOf(one, shape)]));
  const { low, high, lines } = scaleOf(values, shape);
  const width = Math.max(1, window.toMs - window.fromMs);
  const x = (ms: number): number => Math.min(1, Math.max(0, (ms - window.fromMs) / width));
  const y = (value: number): number => (value - low) / (high - low);
  const half = window.level === "hour" ? HOUR_MS / 2 : 12 * HOUR_MS;
  const at = (ms: number, value: number): string => `${(x(ms + half) * WIDE).toFixed(1)} ${(HIGH - y(value) * HIGH).toFixed(1)}`;
  const curves = runs(buckets, half * 2).map((run) => ({
    line: `M${run.map((one) => at(one[0], figureOf(one, shape))).join(" L")}`,
    band: band ? `M${run.map((one) => at(one[0], one[4])).join(" L")} L${[...run].reverse().map((one) => at(one[0], one[3])).join(" L")}Z` : "",
  }));
  return { x, y, lines, curves };
}

/** Neighbours without a gap; a clock change makes a day an hour longer, never a gap. */
export function runs(buckets: Buckets, stepMs: number): Buckets[] {
  const found: Buckets[] = [];
  for (const one of buckets) {
    const last = found.at(-1)?.at(-1);
    if (last && one[0] - last[0] <= stepMs * 1.1) found.at(-1)?.push(one);
    else found.push([one]);
  }
  return found;
}

export function scaleOf(values: readonly number[], shape: Series["shape"]): { low: number; high: number; lines: number[] } {
  if (shape === "truth") return { low: 0, high: 1.05, lines: [0, 0.5, 1] };
  const least = Math.min(...values);
  const most = Math.max(...values);
  const fromZero = shape === "sum" || (least >= 0 && least < most * 0.4);
  const low = fromZero ? 0 : least;
  const step = stepOf(Math.max(most - low, Math.abs(most) * 0.01, 0.01) / 3);
  const bottom = Math.floor(low / step) * step;
  const top = Math.max(Math.ceil(most / step) * step, bottom + step);
  const lines: number[] = [];
  for (let n = 0; bottom + n * step <= top + step / 1e6; n += 1) lines.push(Number((bottom + n * step).toPrecision(12)));
  return { low: bottom, high: top + step * 0.2, lines };
}

/** 1, 2 or 5 times a power of ten. */
function stepOf(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((one) => one * power >= rough * 0.999) ?? 10) * power;
}
