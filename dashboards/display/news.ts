/** What of a plan is new, so that a change is on the screen at once and not when its page has its turn. Pure. */

import type { BoardRow } from "../shared/generated/screens";
import type { Page } from "./pages";

const keyOf = (row: BoardRow): string => JSON.stringify([row.hall, row.sections, row.title, row.start_ms, row.mark, row.new_start_ms]);

/** The first row that was not there before; one that only moved up from behind the last is no news. */
export function newsOf(before: readonly BoardRow[], after: readonly BoardRow[]): BoardRow | undefined {
  const known = new Set(before.map(keyOf));
  const last = Math.max(...before.map(({ start_ms }) => start_ms));
  return after.find((row) => !known.has(keyOf(row)) && (row.start_ms <= last || row.mark !== ""));
}

/** On which page a row stands; -1: on none, as when it is gone by now. */
export function pageOf(all: readonly Page[], row: BoardRow): number {
  const key = keyOf(row);
  return all.findIndex(({ halls }) => halls.some(({ rows }) => rows.some((one) => keyOf(one) === key)));
}
