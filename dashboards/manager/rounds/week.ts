/** A usual week of one hall: what stands where, and where somebody may put it. Pure; minutes after midnight, weekday 0 is Monday. */

import type { Assignment, WeekHall, Wish } from "../../shared/rounds/api";
import { Axis, shifted, type Step } from "../office/grid";

export interface Spot {
  hall: string;
  sections: number[];
  weekday: number;
  start_min: number;
}

export const QUARTER_MIN = 15;
const HOUR_MIN = 60;
const DAY_MIN = 1_440;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
type Placed = Pick<Assignment, "hall" | "weekday" | "start_min" | "end_min">;

export const spotOf = ({ hall, sections, weekday, start_min }: Assignment): Spot => ({ hall, sections: [...sections].sort((a, b) => a - b), weekday, start_min });
export const sameSpot = (a: Spot, b: Spot): boolean => a.hall === b.hall && a.weekday === b.weekday && a.start_min === b.start_min && a.sections.join() === b.sections.join();

/** The days a hall is open, or has somebody all the same. */
export const daysOf = (hall: WeekHall, placed: readonly Placed[]): number[] => WEEKDAYS.filter((day) => (hall.hours[day] ?? []).length > 0 || placed.some((one) => one.hall === hall.hall && one.weekday === day));

/** From an hour before the first who is there, or wishes to be, until the hall closes: mornings that belong to schools stay out. */
export function axisOf(hall: WeekHall, placed: readonly Placed[], wishes: readonly Pick<Wish, "earliest_min">[]): Axis {
  const open = hall.hours.flat();
  const here = placed.filter((one) => one.hall === hall.hall);
  const opens = Math.min(...open.map(([from]) => from), DAY_MIN);
  const closes = Math.max(...open.map(([, until]) => until), 0);
  const wished = Math.min(...wishes.map((one) => one.earliest_min), DAY_MIN) - HOUR_MIN;
  const from = Math.min(Math.max(opens, wished), ...here.map((one) => one.start_min));
  const until = Math.max(closes, ...here.map((one) => one.end_min));
  if (from >= until) return new Axis(8 * HOUR_MIN, 22 * HOUR_MIN, true);
  return new Axis(Math.floor(from / HOUR_MIN) * HOUR_MIN, Math.ceil(until / HOUR_MIN) * HOUR_MIN, true);
}

/** When a hall cannot be given on a day, within the axis. */
export function shutOf(hall: WeekHall, weekday: number, axis: Axis): [number, number][] {
  const found: [number, number][] = [];
  let at = axis.fromMin;
  for (const [from, until] of hall.hours[weekday] ?? []) {
    if (from > at) found.push([at, Math.min(from, axis.toMin)]);
    at = Math.max(at, until);
  }
  if (at < axis.toMin) found.push([at, axis.toMin]);
  return found.filter(([from, until]) => until > from);
}

/** All places side by side that so many sections have; a smaller hall is given as a whole. */
export function runsOf(count: number, wanted: number): number[][] {
  const wide = Math.min(Math.max(wanted, 1), count);
  return [...Array(count - wide + 1).keys()].map((first) => [...Array(wide).keys()].map((index) => first + index + 1));
}

/** Every quarter of an hour at which so long a time fits into a day of a hall. */
export function startsOf(hall: WeekHall, weekday: number, minutes: number): number[] {
  return (hall.hours[weekday] ?? []).flatMap(([from, until]) => [...Array(Math.max(0, Math.floor((until - from - minutes) / QUARTER_MIN) + 1)).keys()].map((index) => from + index * QUARTER_MIN));
}

/** One step of the keyboard further. Left and right go through the sections and on into the next day. */
export function step(spot: Spot, way: Step, minutes: number, hall: WeekHall, days: readonly number[], axis: Axis): Spot {
  if (way === "up" || way === "down") {
    const start = spot.start_min + (way === "up" ? -QUARTER_MIN : QUARTER_MIN);
    return { ...spot, start_min: Math.min(Math.max(start, axis.fromMin), axis.toMin - minutes) };
  }
  const by = way === "left" || way === "dayBack" ? -1 : 1;
  if (way === "left" || way === "right") {
    const moved = shifted(spot.sections, by, hall.sections);
    if (moved.join() !== spot.sections.join()) return { ...spot, sections: moved };
  }
  const next = days[days.indexOf(spot.weekday) + by];
  if (next === undefined) return spot;
  const edge = way === "left" ? hall.sections : way === "right" ? -hall.sections : 0;
  return { ...spot, weekday: next, sections: shifted(spot.sections, edge, hall.sections) };
}
