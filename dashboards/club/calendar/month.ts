/** A month as weeks of days, Monday first. Days are calendar days of the hall's zone, `2026-11-21`. */

import type { Booking } from "../../shared/api";
import { mondayOf } from "../dates/weeks";
import * as time from "../../shared/time";

/** `2026-11`, some months later or earlier */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

export function weeksOfMonth(month: string): string[][] {
  const weeks: string[][] = [];
  const after = `${monthAfter(month, 1)}-01`;
  for (let monday = mondayOf(`${month}-01`); monday < after; monday = time.addDays(monday, 7)) weeks.push(Array.from({ length: 7 }, (_, index) => time.addDays(monday, index)));
  return weeks;
}

/** Bookings by the day they begin on, soonest first. */
export function byDay(bookings: readonly Booking[], zone: string): Map<string, Booking[]> {
  const days = new Map<string, Booking[]>();
  for (const one of [...bookings].sort((a, b) => a.start_ms - b.start_ms)) {
    const day = time.isoDay(one.start_ms, zone);
    days.set(day, [...(days.get(day) ?? []), one]);
  }
  return days;
}
