/** What a hall's day curve draws and says. Pure: a day in, coordinates and figures out. */

import type { DayBooking, HallDay } from "./api";

export interface Summary {
  peak: number | null;
  peakMs: number | null;
  nowPeople: number | null;
  bookedHours: number;
  usedHours: number;
}

export interface Scale {
  /** 0…1 across the day */
  x: (ms: number) => number;
  /** 0…1 from bottom to top */
  y: (people: number) => number;
  /** figures on the left edge */
  lines: number[];
  /** full hours on the lower edge */
  hours: number[];
}

type Counted = [number, number];

const HOUR_MS = 3_600_000;
/** The newest count holds this long; the server marks every other gap with a count of null. */
const GAP_MS = 30 * 60_000;

function counted(day: HallDay): Counted[] {
  return day.people.filter((point): point is Counted => point[1] !== null);
}

export function summary(day: HallDay, nowMs: number): Summary {
  const points = counted(day);
  const top = points.reduce<Counted | null>((best, point) => (best && best[1] >= point[1] ? best : point), null);
  const last = points.at(-1);
  return {
    peak: top?.[1] ?? null,
    peakMs: top?.[0] ?? null,
    nowPeople: last && nowMs - last[0] < GAP_MS ? last[1] : null,
    bookedHours: rounded(covered(bookedSpans(day))),
    usedHours: rounded(covered(usedSpans(day, nowMs))),
  };
}

/** Bookings side by side count once: the hall's hours, not the sections'. */
export function bookedSpans(day: HallDay): [number, number][] {
  const spans: [number, number][] = [];
  for (const { start_ms, end_ms } of [...day.bookings].sort((a, b) => a.start_ms - b.start_ms)) {
    const last = spans.at(-1);
    if (last && start_ms <= last[1]) last[1] = Math.max(last[1], end_ms);
    else spans.push([start_ms, end_ms]);
  }
  return spans;
}

/** Runs of neighbouring sections: a booking of 1 and 3 is two blocks. */
export function runs(booking: Pick<DayBooking, "sections">): [number, number][] {
  const found: [number, number][] = [];
  for (const section of [...booking.sections].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && section === last[1] + 1) last[1] = section;
    else found.push([section, section]);
  }
  return found;
}

function usedSpans(day: HallDay, nowMs: number): [number, number][] {
  const points = day.people;
  const used: [number, number][] = [];
  points.forEach(([t, people], index) => {
    if (!people) return;
    const until = Math.min(points[index + 1]?.[0] ?? t + GAP_MS, nowMs);
    for (const [start, end] of bookedSpans(day)) {
      if (until > start && t < end) used.push([Math.max(t, start), Math.min(until, end)]);
    }
  });
  return used;
}

function covered(spans: readonly [number, number][]): number {
  return spans.reduce((sum, [start, end]) => sum + (end - start), 0) / HOUR_MS;
}

function rounded(hours: number): number {
  return Math.round(hours * 2) / 2;
}

export function scale(day: HallDay): Scale {
  const top = Math.max(10, ...counted(day).map(([, people]) => people));
  const step = [5, 10, 20, 25, 50, 100, 200].find((candidate) => top / candidate <= 3) ?? 500;
  const height = Math.max(top * 1.55, 1.5 * step);
  const width = Math.max(1, day.close_ms - day.open_ms);
  const hours: number[] = [];
  for (let t = day.open_ms; t <= day.close_ms; t += 2 * HOUR_MS) hours.push(t);
  const lines: number[] = [];
  for (let n = 0; n <= top; n += step) lines.push(n);
  return {
    x: (ms) => Math.min(1, Math.max(0, (ms - day.open_ms) / width)),
    y: (people) => people / height,
    lines,
    hours,
  };
}

/** Runs of counts without a gap, each as an SVG path in a field of 1000 × 200. */
export function paths(day: HallDay): { line: string; area: string }[] {
  const { x, y } = scale(day);
  const runs: Counted[][] = [];
  let before: [number, number | null] | undefined;
  for (const point of day.people) {
    if (point[1] !== null && point[0] >= day.open_ms && point[0] <= day.close_ms) {
      const joined = before && before[1] !== null && runs.length > 0;
      if (joined) runs.at(-1)?.push(point as Counted);
      else runs.push([point as Counted]);
    }
    before = point;
  }
  const at = ([t, people]: Counted): string => `${(x(t) * 1000).toFixed(1)} ${(200 - y(people) * 200).toFixed(1)}`;
  return runs.map((run) => {
    const line = `M${run.map(at).join(" L")}`;
    const first = ((x(run[0]?.[0] ?? 0) * 1000).toFixed(1));
    const last = ((x(run.at(-1)?.[0] ?? 0) * 1000).toFixed(1));
    return { line, area: `${line} L${last} 200 L${first} 200Z` };
  });
}

/** One row per half hour for the table: the highest count in it, null when nothing was counted. */
export function halfHours(day: HallDay, nowMs: number): { ms: number; people: number | null }[] {
  const rows: { ms: number; people: number | null }[] = [];
  for (let ms = day.open_ms; ms < Math.min(day.close_ms, nowMs); ms += HOUR_MS / 2) {
    const inside = counted(day).filter(([t]) => t >= ms && t < ms + HOUR_MS / 2);
    rows.push({ ms, people: inside.length ? Math.max(...inside.map(([, people]) => people)) : null });
  }
  return rows;
}
