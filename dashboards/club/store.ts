/** The club's dates, kept on the phone: the code must be readable in a cellar without network. */

import type { Booking, Session } from "../shared/api";

export interface Kept {
  session: Session;
  bookings: Booking[];
  /** the server's time when they were read; 0: not known */
  ms: number;
  /** the phone's own time then: how long ago that is, it can tell without network */
  own_ms: number;
  /** which sign-in they belong to */
  mark: string;
}

/** What bookings kept by an older page do not say. */
const LATER = {
  extra: null, passes: [], dark: [], step: "", steps: [], locker_ms: null, locker_current: true, effects: [], rooms: [], room_names: [], place: "", opens: [], offer: "", ended: "", ended_why: "",
  holder_id: "", owner: "", series: "", kind: "training", on_behalf: false, note: "", partner: "", partner_ms: null, partner_link: "", was_start_ms: null, code_due_ms: 0,
} satisfies Partial<Booking>;
const NAME = "hallenwart-club";
const MARK = /(?:^|; )hallenwart_mark=([^;]*)/;
/** A phone's clock may have been set meanwhile: it must not hide a code that still opens the door. */
const SLACK_MS = 3_600_000;

/** Changes with every sign-in on this browser, whoever it was and by whatever way. */
export function markNow(cookies: string = document.cookie): string {
  return MARK.exec(cookies)?.[1] ?? "";
}

/** Whoever brings a key back late still needs its code. */
export function isOver(booking: Booking, nowMs: number): boolean {
  return nowMs > (booking.valid_to_ms ?? booking.end_ms) && booking.end_ms <= nowMs && booking.step !== "key_out";
}

export function keep(kept: Pick<Kept, "session" | "bookings" | "ms">, ownMs: number = Date.now()): boolean {
  const bookings = kept.bookings.filter((booking) => !isOver(booking, kept.ms));
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...kept, bookings, own_ms: ownMs, mark: markNow() } satisfies Kept));
    return true;
  } catch {
    return false; // the browser has no room or forbids it; the page says so
  }
}

/** What was kept for who is signed in here now; what belongs to another sign-in, or is over for long, is erased. */
export function kept(ownMs: number = Date.now()): Kept | null {
  const text = localStorage.getItem(NAME);
  if (!text) return null;
  const found = read(text);
  if (!found || (found.mark ?? "") !== markNow()) {
    forget();
    return null;
  }
  const nowMs = found.ms + Math.max(0, ownMs - (found.own_ms ?? ownMs)) - SLACK_MS;
  const bookings = found.bookings.filter((booking) => !isOver(booking, nowMs)).map((booking) => ({ ...LATER, ...booking }));
  if (bookings.length < found.bookings.length) localStorage.setItem(NAME, JSON.stringify({ ...found, bookings }));
  return { ...found, bookings };
}

function read(text: string): Kept | null {
  try {
    return JSON.parse(text) as Kept;
  } catch {
    return null;
  }
}

export function forget(): void {
  localStorage.removeItem(NAME);
}
