import type { Booking } from "../shared/api";
import { language, tc, translator } from "../shared/lang.svelte";
import { club } from "../shared/messages/club";
import * as time from "../shared/time";

export const t = translator(club);

export function list(items: readonly (string | number)[], joint: "and" | "or" = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${tc(joint)} ${items.at(-1)}`;
}

/** "Drittel 2 und 3", "ganze Halle" */
export function sectionWords(sections: readonly number[], count: number, joint: "and" | "or" = "and"): string {
  if (sections.length >= count && joint === "and") return tc("whole");
  const names = list(sections, joint);
  if (count === 3) return tc("sectionNames", { list: names });
  return count === 2 ? tc("sectionNamesHalf", { list: names }) : t("part", { list: names });
}

/** Sections as everybody calls them are told shorter, and in the reader's language. */
const PLAIN = /^(ganze Halle|(Drittel|Hälfte|Teil) \d+(,? (und )?(Drittel|Hälfte|Teil) \d+)*)$/;

/** What people call the booked part; nothing for a hall that has but one. */
export function partOf(booking: Booking): string {
  if (booking.section_count < 2) return "";
  return !booking.place || PLAIN.test(booking.place) ? sectionWords(booking.sections, booking.section_count) : booking.place;
}

/** "Heute, Sa 21.11." while the server's time is known. */
export function dayWords(ms: number, nowMs: number, zone: string): string {
  const day = time.day(ms, zone, language.current);
  if (!nowMs) return day;
  const today = time.isoDay(nowMs, zone);
  const iso = time.isoDay(ms, zone);
  if (iso === today) return `${tc("today")}, ${day}`;
  return iso === time.addDays(today, 1) ? `${tc("tomorrow")}, ${day}` : day;
}

export function when(booking: Booking, nowMs: number, zone: string): string {
  return `${dayWords(booking.start_ms, nowMs, zone)} ${time.span(booking.start_ms, booking.end_ms, zone)}`;
}

/** Where it is, as calendars want it. */
export function wordsOfPlace(booking: Booking): string {
  return [booking.hall_name, partOf(booking), ...booking.room_names, booking.address].filter(Boolean).join(", ");
}

/** Hands a calendar file made on the device to the browser. */
export function save(text: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
