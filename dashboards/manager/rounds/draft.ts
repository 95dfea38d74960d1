/** A round as it is being written. Pure. */

import type { Round, RoundBody, Weights } from "../../shared/rounds/api";

export interface Draft {
  title: string;
  from: string;
  to: string;
  wishesUntil: string;
  objectionsUntil: string;
  halls: string[];
  weights: Weights;
}
export const USUAL: Weights = { youth: 5, use: 4, size: 3, fair: 5, priority: 4, same: 3, wanted: 3, most_hours: 0 };
const FOUR_WEEKS_MS = 28 * 86_400_000;

/** A new one runs four weeks and takes all halls. */
export function draftOf(round: Round | null, halls: readonly { id: string }[], nowMs: number, wall: (ms: number) => string): Draft {
  if (!round) return { title: "", from: "", to: "", wishesUntil: `${wall(nowMs + FOUR_WEEKS_MS).slice(0, 10)}T18:00`, objectionsUntil: "", halls: halls.map(({ id }) => id), weights: { ...USUAL } };
  const told = (ms: number | null): string => (ms === null ? "" : wall(ms));
  return { title: round.title, from: round.from_date, to: round.to_date, wishesUntil: told(round.wishes_until_ms), objectionsUntil: told(round.objections_until_ms), halls: [...round.halls], weights: { ...round.weights } };
}

export function bodyOf(draft: Draft, instant: (wall: string) => number | null): RoundBody | "needName" | "needDates" | "needHall" {
  if (!draft.title.trim()) return "needName";
  if (!draft.from || !draft.to) return "needDates";
  if (!draft.halls.length) return "needHall";
  const ms = (text: string): number | null => (text ? instant(text) : null);
  return { title: draft.title.trim(), from_date: draft.from, to_date: draft.to, halls: draft.halls, weights: draft.weights, wishes_until_ms: ms(draft.wishesUntil), objections_until_ms: ms(draft.objectionsUntil) };
}
