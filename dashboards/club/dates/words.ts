import type { Booking } from "../../shared/api";
import { language, translator } from "../../shared/lang.svelte";
import { dates } from "../../shared/messages/dates";
import * as time from "../../shared/time";
import { isBorrowed, isLent, stateOf } from "./states";

export const td = translator(dates);

/** "verliehen an BC 04" */
export function stateWords(booking: Booking, club: string, stale: boolean): string {
  const [, word] = stateOf(booking, club, stale);
  if (word === "lent") return td("lentTo", { club: booking.club });
  return word === "borrowed" ? td("borrowedFrom", { club: booking.owner }) : td(word);
}

/** What else there is to know, beside the state. */
export function tagsOf(booking: Booking, zone: string): string[] {
  const day = (ms: number): string => `${time.day(ms, zone, language.current)} ${time.clock(ms, zone)}`;
  return [
    booking.series ? td("inSeries") : "",
    booking.was_start_ms === null ? "" : td("movedFrom", { when: day(booking.was_start_ms) }),
    booking.offer ? td("offered") : "",
    booking.on_behalf ? td("onBehalf") : "",
    booking.partner ? ledWords(booking, zone) : "",
  ].filter(Boolean);
}

/** Who leads a date elsewhere, and how old what is known of it is. */
function ledWords(booking: Booking, zone: string): string {
  const { partner: name, partner_ms: ms } = booking;
  if (typeof ms !== "number") return td("ledBy", { name });
  return td("ledAsOf", { name, time: `${time.day(ms, zone, language.current)} ${time.clock(ms, zone)}` });
}

/** What stands above the ticket of a date that is not simply ours. */
export function explained(booking: Booking, club: string): string {
  if (booking.state === "asked") return td("askedText");
  if (booking.ended_why) return td("because", { why: booking.ended_why });
  if (isLent(booking, club)) return td("lentText", { club: booking.club });
  return isBorrowed(booking, club) ? td("borrowedFrom", { club: booking.owner }) : "";
}

const KINDS = ["training", "match", "event", "school", "block"] as const;
export type KindWord = (typeof KINDS)[number];
export const kindWords = (kind: string): string => td(KINDS.find((one) => one === kind) ?? "training");
