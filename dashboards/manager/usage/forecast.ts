/** What is drawn and said of a coming week. Pure. */

import * as time from "../../shared/time";
import type { Forecast } from "../../shared/usage/shapes";

type Point = Forecast["points"][number];
export const WIDE = 1000;
export const HIGH = 160;

export interface Week {
  band: string;
  line: string;
  /** figures on the left edge */
  lines: { n: number; y: number }[];
  /** where each day begins, 0 … 1 */
  days: { ms: number; x: number }[];
  most: Point | null;
}

export function weekOf(points: readonly Point[], zone: string): Week {
  const [first, last] = [points[0]?.t_ms ?? 0, points.at(-1)?.t_ms ?? 1];
  const top = Math.max(5, ...points.map(({ high }) => high));
  const step = [2, 5, 10, 20, 25, 50, 100, 200].find((one) => top / one <= 3) ?? 500;
  const x = (ms: number): number => (ms - first) / Math.max(1, last - first);
  const y = (n: number): number => 1 - n / (top * 1.05);
  const at = (ms: number, n: number): string => `${(x(ms) * WIDE).toFixed(1)} ${(y(n) * HIGH).toFixed(1)}`;
  const lines: Week["lines"] = [];
  for (let n = 0; n <= top; n += step) lines.push({ n, y: y(n) });
  const days = points.flatMap(({ t_ms }, index) => {
    const before = points[index - 1];
    return !before || time.isoDay(before.t_ms, zone) !== time.isoDay(t_ms, zone) ? [{ ms: t_ms, x: x(t_ms) }] : [];
  });
  if (points.length < 2) return { band: "", line: "", lines, days, most: null };
  const up = points.map(({ t_ms, high }) => at(t_ms, high));
  const down = [...points].reverse().map(({ t_ms, low }) => at(t_ms, low));
  return { band: `M${[...up, ...down].join(" L")}Z`, line: `M${points.map(({ t_ms, mid }) => at(t_ms, mid)).join(" L")}`, lines, days, most: highest(points) };
}

export function highest(points: readonly Point[]): Point | null {
  return points.reduce<Point | null>((best, one) => (best && best.mid >= one.mid ? best : one), null);
}

/** The highest hour of each day. */
export function byDay(points: readonly Point[], zone: string): Point[] {
  const days = new Map<string, Point[]>();
  for (const point of points) {
    const iso = time.isoDay(point.t_ms, zone);
    days.set(iso, [...(days.get(iso) ?? []), point]);
  }
  return [...days.values()].flatMap((own) => highest(own) ?? []);
}
