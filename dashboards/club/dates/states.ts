/** How a date stands, as a word with its shape. Never a colour alone. */

import type { Booking } from "../../shared/api";
import type { Sev } from "../../shared/components/sev";

export type StateWord =
  | "asked" | "held" | "booked" | "stored" | "waiting" | "codeLater" | "lent" | "borrowed" | "cancelled" | "declined" | "displaced";

/** Of our club: a lent date is still ours by right, a borrowed one is ours for once. */
export function isLent(booking: Booking, club: string): boolean {
  return booking.owner !== "" && club !== "" && booking.holder_id !== club;
}
export function isBorrowed(booking: Booking, club: string): boolean {
  return booking.owner !== "" && !isLent(booking, club);
}
/** It takes place, and for us. */
export function isOurs(booking: Booking, club: string): boolean {
  return booking.state === "booked" && !isLent(booking, club);
}

const ENDED: Readonly<Record<string, [Sev, StateWord]>> = {
  cancelled: ["unknown", "cancelled"],
  declined: ["warn", "declined"],
  displaced: ["warn", "displaced"],
  asked: ["info", "asked"],
  held: ["info", "held"],
};

export function stateOf(booking: Booking, club: string, stale: boolean): [Sev, StateWord] {
  const ended = ENDED[booking.ended || booking.state];
  if (ended) return ended;
  if (isLent(booking, club)) return ["info", "lent"];
  if (booking.code_state === "stored") return [stale ? "info" : "ok", "stored"];
  if (booking.code_state === "waiting") return ["warn", "waiting"];
  return [stale ? "info" : "ok", isBorrowed(booking, club) ? "borrowed" : "booked"];
}

/** The club's next date: what is over comes first while its key is out. */
export function comingOf(bookings: readonly Booking[], club: string, nowMs: number): Booking[] {
  const over = (one: Booking): boolean => one.end_ms <= nowMs;
  return bookings
    .filter((one) => isOurs(one, club) && (!over(one) || one.step === "key_out"))
    .sort((a, b) => Number(!over(a)) - Number(!over(b)) || a.start_ms - b.start_ms);
}
