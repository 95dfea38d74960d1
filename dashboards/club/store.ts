/** The person's bookings, kept on the phone: the code must be readable in a cellar without network. */

import type { Booking, Session } from "../shared/api";

export interface Kept {
  session: Session;
  bookings: Booking[];
  /** the server's time when they were read; 0: not known */
  ms: number;
}

/** What bookings kept by an older page do not say. */
const LATER = { extra: null, passes: [], dark: [], step: "", steps: [], locker_ms: null, locker_current: true } satisfies Partial<Booking>;
const NAME = "hallenwart-club";

export function keep(kept: Kept): boolean {
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
    return true;
  } catch {
    return false; // the browser has no room or forbids it; the page says so
  }
}

export function kept(): Kept | null {
  const text = localStorage.getItem(NAME);
  if (!text) return null;
  const found = JSON.parse(text) as Kept;
  return { ...found, bookings: found.bookings.map((booking) => ({ ...LATER, ...booking })) };
}

export function forget(): void {
  localStorage.removeItem(NAME);
}
