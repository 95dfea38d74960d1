/** A wish for the waiting list: as a form holds it, as the server takes it, and in words. */

import type { Schemas } from "../shared/api";
import type { Lang } from "../shared/messages/table";

export interface WishForm {
  /** "": any */
  hall: string;
  fromDate: string;
  toDate: string;
  /** "": any day, "0" is Monday */
  weekday: string;
  sections: number;
  start: string;
  end: string;
  length: number;
  wanted: number;
  title: string;
  askFirst: boolean;
}
type Wish = Pick<Schemas["WaitOut"], "from_date" | "to_date" | "weekday" | "from_min" | "to_min" | "length_min">;

export const emptyWish = (today: string): WishForm => ({ hall: "", fromDate: today, toDate: today, weekday: "", sections: 1, start: "18:00", end: "22:00", length: 90, wanted: 1, title: "Training", askFirst: false });

/** "18:30" as minutes after midnight; "00:00" as an end is midnight. */
export function minuteOf(clock: string, isEnd = false): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes || (isEnd ? 1440 : 0);
}
export const clockOf = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

export function bodyOf(form: WishForm, club: string): Schemas["WaitBody"] {
  return {
    halls: form.hall ? [form.hall] : [],
    sections: form.sections,
    from_date: form.fromDate,
    to_date: form.toDate,
    weekday: form.weekday === "" ? null : Number(form.weekday),
    from_min: minuteOf(form.start),
    to_min: minuteOf(form.end, true),
    length_min: form.length,
    title: form.title,
    kind: "training",
    wanted: form.wanted,
    ask_first: form.askFirst,
    note: "",
    until_ms: null,
    club,
  };
}

const MONDAY_MS = Date.UTC(2024, 0, 1);
/** Monday first. */
export function weekdayWords(lang: Lang): string[] {
  const format = new Intl.DateTimeFormat(lang, { weekday: "long", timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => format.format(MONDAY_MS + day * 86_400_000));
}

/** "Montag, 23.11. – 18.12., 18:00–22:00, 90 min" */
export function wishWords(wish: Wish, lang: Lang): string {
  const format = new Intl.DateTimeFormat(lang === "de" ? "de-DE" : "en-GB", { day: "2-digit", month: "2-digit", timeZone: "UTC" });
  const day = (iso: string): string => format.format(new Date(`${iso}T12:00:00Z`));
  const days = wish.from_date === wish.to_date ? day(wish.from_date) : `${day(wish.from_date)} – ${day(wish.to_date)}`;
  const weekday = wish.weekday === null || wish.from_date === wish.to_date ? "" : (weekdayWords(lang)[wish.weekday] ?? "");
  return [weekday, days, `${clockOf(wish.from_min)}–${clockOf(wish.to_min)}`, `${wish.length_min} min`].filter(Boolean).join(", ");
}
