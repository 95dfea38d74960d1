/** Dates sorted into weeks and series, as the page lists them. */

import type { Booking } from "../../shared/api";
import * as time from "../../shared/time";

export interface Week {
  /** its Monday, 2026-11-23 */
  monday: string;
  bookings: Booking[];
}

/** Monday of the week a calendar day is in. */
export function mondayOf(iso: string): string {
  return time.addDays(iso, -((new Date(`${iso}T00:00:00Z`).getUTCDay() + 6) % 7));
}

export function weeksOf(bookings: readonly Booking[], zone: string): Week[] {
  const weeks = new Map<string, Booking[]>();
  for (const one of [...bookings].sort((a, b) => a.start_ms - b.start_ms || a.id.localeCompare(b.id))) {
    const monday = mondayOf(time.isoDay(one.start_ms, zone));
    weeks.set(monday, [...(weeks.get(monday) ?? []), one]);
  }
  return [...weeks].map(([monday, held]) => ({ monday, bookings: held }));
}

export interface Series {
  id: string;
  title: string;
  hall_name: string;
  dates: Booking[];
}

/** Every series with its dates to come, soonest first. */
export function seriesOf(bookings: readonly Booking[]): Series[] {
  const found = new Map<string, Booking[]>();
  for (const one of bookings) if (one.series) found.set(one.series, [...(found.get(one.series) ?? []), one]);
  return [...found].flatMap(([id, held]) => {
    const dates = held.sort((a, b) => a.start_ms - b.start_ms);
    const first = dates.find(({ was_start_ms }) => was_start_ms === null) ?? dates[0];
    return first ? [{ id, title: first.title, hall_name: first.hall_name, dates }] : [];
  });
}
