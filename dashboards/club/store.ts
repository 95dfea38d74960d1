/** The person's bookings, kept on the phone: the code must be readable in a cellar without network. */

import type { Booking, Session } from "../shared/api";

export interface Kept {
  session: Session;
  bookings: Booking[];
  /** the server's time when they were read; 0: not known */
  ms: number;
}

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
  return text ? (JSON.parse(text) as Kept) : null;
}

export function forget(): void {
  localStorage.removeItem(NAME);
}
