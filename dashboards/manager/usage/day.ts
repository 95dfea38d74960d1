/** What a hall's day draws: people with their bounds, what is usual behind them, bookings below. Pure. */

import * as time from "../../shared/time";
import type { UsedDay } from "../../shared/usage/shapes";

const HOUR_MS = 3_600_000;
export const WIDE = 1000;
export const HIGH = 200;

export interface Frame {
  fromMs: number;
  toMs: number;
  x: (ms: number) => number;
  y: (people: number) => number;
  /** figures on the left edge */
  lines: number[];
  /** every second full hour */
  hours: number[];
}

const hourOf = (ms: number, zone: string): number => Number(time.clock(ms, zone).slice(0, 2));

/** From 8 to 22 o'clock, wider where somebody was there or had booked. */
export function frame(day: UsedDay): Frame {
  const busy = [
    ...day.bookings.flatMap(({ start_ms, end_ms }) => [start_ms, end_ms]),
    ...day.people.flatMap(([ms, people]) => (people ? [ms] : [])),
  ].filter((ms) => ms >= day.from_ms && ms <= day.to_ms);
  let [fromMs, toMs] = [day.from_ms, day.to_ms];
  for (let ms = day.from_ms; ms < day.to_ms; ms += HOUR_MS) {
    if (hourOf(ms, day.zone) <= 8) fromMs = ms;
    if (hourOf(ms, day.zone) <= 22) toMs = ms;
  }
  while (fromMs > day.from_ms && busy.some((ms) => ms < fromMs)) fromMs -= HOUR_MS;
  while (toMs < day.to_ms && busy.some((ms) => ms > toMs)) toMs += HOUR_MS;
  const top = Math.max(10, ...day.people.map(([, people, , high]) => Math.max(people ?? 0, high ?? 0)), ...day.usual.map(([, , , high]) => high));
  const step = [5, 10, 20, 25, 50, 100, 200].find((one) => top / one <= 4) ?? 500;
  const lines: number[] = [];
  for (let n = 0; n <= top; n += step) lines.push(n);
  const hours: number[] = [];
  for (let ms = fromMs; ms <= toMs; ms += HOUR_MS) if (hourOf(ms, day.zone) % 2 === 0) hours.push(ms);
  return { fromMs, toMs, x: (ms) => Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs))), y: (people) => people / (top * 1.08), lines, hours };
}

type Point = readonly [ms: number, low: number, high: number];

const at = ({ x, y }: Frame, ms: number, people: number): string => `${(x(ms) * WIDE).toFixed(1)} ${(HIGH - y(people) * HIGH).toFixed(1)}`;

/** An area between two curves. */
function area(box: Frame, points: readonly Point[]): string {
  const up = points.map(([ms, , high]) => at(box, ms, high));
  const down = [...points].reverse().map(([ms, low]) => at(box, ms, low));
  return points.length > 1 ? `M${[...up, ...down].join(" L")}Z` : "";
}
const within = ({ fromMs, toMs }: Frame, ms: number): boolean => ms >= fromMs && ms <= toMs;

export function usualArea(day: UsedDay, box: Frame): string {
  return area(box, day.usual.filter(([ms]) => within(box, ms)).map(([ms, low, , high]) => [ms, low, high]));
}
export function usualLine(day: UsedDay, box: Frame): string {
  const points = day.usual.filter(([ms]) => within(box, ms)).map(([ms, , mid]) => at(box, ms, mid));
  return points.length > 1 ? `M${points.join(" L")}` : "";
}

/** A count holds until the next one: each is drawn on to where the next begins. */
function held<P extends readonly [ms: number, ...rest: number[]]>(run: readonly P[], untilMs: number): P[] {
  return run.flatMap((point, index) => [point, [run[index + 1]?.[0] ?? untilMs, ...point.slice(1)] as unknown as P]);
}

/** The counted curve in runs without a gap: a line, what lies below it, and its bounds. */
export function runs(day: UsedDay, box: Frame): { line: string; fill: string; band: string }[] {
  type Point = [ms: number, people: number, low: number, high: number];
  const found: { points: Point[]; untilMs: number }[] = [];
  let open: (typeof found)[number] | null = null;
  for (const [ms, people, low, high] of day.people) {
    if (open) open.untilMs = Math.min(ms, box.toMs);
    if (people === null || !within(box, ms)) open = null;
    else {
      if (!open) found.push((open = { points: [], untilMs: ms }));
      open.points.push([ms, people, low ?? people, high ?? people]);
    }
  }
  return found.map(({ points, untilMs }) => {
    const run = held(points, untilMs);
    return {
      line: `M${run.map(([ms, people]) => at(box, ms, people)).join(" L")}`,
      fill: area(box, run.map(([ms, people]) => [ms, 0, people])),
      band: area(box, run.map(([ms, , low, high]) => [ms, low, high])),
    };
  });
}

export interface HalfHour {
  ms: number;
  people: number | null;
  low: number | null;
  high: number | null;
  usual: readonly [number, number] | null;
}
/** A row per half hour: the highest count in it, also one that still holds from before, and what is usual then. */
export function halfHours(day: UsedDay, box: Frame, untilMs: number): HalfHour[] {
  const rows: HalfHour[] = [];
  for (let ms = box.fromMs; ms < Math.min(box.toMs, untilMs); ms += HOUR_MS / 2) {
    const inside = (t: number): boolean => t >= ms && t < ms + HOUR_MS / 2;
    const before = day.people.findLast(([t]) => t < ms);
    const held = before && before[1] !== null ? [before] : [];
    const top = [...held, ...day.people.filter(([t, people]) => inside(t) && people !== null)].reduce<UsedDay["people"][number] | null>((best, one) => (best && (best[1] ?? 0) > (one[1] ?? 0) ? best : one), null);
    const usual = day.usual.find(([t]) => inside(t));
    rows.push({ ms, people: top?.[1] ?? null, low: top?.[2] ?? null, high: top?.[3] ?? null, usual: usual ? [usual[1], usual[3]] : null });
  }
  return rows;
}

/** The highest count of the day; null when nothing was counted. */
export function peak(day: UsedDay): { people: number; ms: number } | null {
  return day.people.reduce<{ people: number; ms: number } | null>((best, [ms, people]) => (people === null || (best && best.people >= people) ? best : { people, ms }), null);
}

export const usualAt = (day: UsedDay, ms: number): UsedDay["usual"][number] | null => day.usual.findLast(([t]) => t <= ms) ?? null;

export interface Closing {
  people: number;
  passages: number;
  share: number | null;
}
/** What the count still showed when the hall was surely empty, and its share of all passages. */
export function closing({ closing_error, doors }: UsedDay): Closing | null {
  if (closing_error === null) return null;
  const passages = doors.reduce((sum, { ins, outs }) => sum + ins + outs, 0);
  return { people: closing_error, passages, share: passages ? Math.abs(closing_error) / passages : null };
}
