/** The periods that figures are asked for, as calendar days of the town. Pure; both ends count. */

import { addDays } from "../time";

export const SPANS = ["4w", "monat", "vormonat", "saison", "jahr", "eigen"] as const;
export type SpanName = (typeof SPANS)[number];
export interface Span {
  from: string;
  to: string;
}
/** Seasons of halls begin with August, as school years mostly do. */
const SEASON_MONTH = 8;

const firstOf = (iso: string): string => `${iso.slice(0, 7)}-01`;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export const spanName = (text: string | undefined): SpanName => SPANS.find((name) => name === text) ?? "4w";

/** Days up to yesterday where that is possible: today is not over. Null for an own period that makes no sense. */
export function spanOf(name: SpanName, today: string, own: Span = { from: "", to: "" }): Span | null {
  const yesterday = addDays(today, -1);
  const until = (from: string): Span => ({ from, to: from > yesterday ? today : yesterday });
  switch (name) {
    case "4w":
      return { from: addDays(today, -28), to: yesterday };
    case "monat":
      return until(firstOf(today));
    case "vormonat": {
      const end = addDays(firstOf(today), -1);
      return { from: firstOf(end), to: end };
    }
    case "saison": {
      const year = Number(today.slice(0, 4)) - (Number(today.slice(5, 7)) < SEASON_MONTH ? 1 : 0);
      return until(`${year}-${String(SEASON_MONTH).padStart(2, "0")}-01`);
    }
    case "jahr":
      return { from: addDays(today, -365), to: yesterday };
    case "eigen":
      return isDay(own.from) && isDay(own.to) && own.from <= own.to ? own : null;
  }
}
