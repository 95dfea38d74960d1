/** How a hall display's board is divided into pages that fit the screen. Pure. */

import type { BoardCount, BoardRow } from "./generated/screens";

export const ROW_PX = 100;
export const TIGHT_ROW_PX = 86;
/** A title longer than this may need two lines of the smallest readable letters. */
export const LONG_LETTERS = 30;
export const LONG_ROW_PX = 110;
export const HALL_PX = 60;
export const PAGE_MS = 12_000;
/** What the table's body may take of a 1080 px high board. */
export const BODY_PX = 516;

export interface HallRows {
  hall: string;
  name: string;
  rows: BoardRow[];
}

/** A page shows whole halls' rows under the hall's name; `tight` rows are lower, never smaller in letters. */
export interface Page {
  halls: HallRows[];
  tight: boolean;
}

/** Rows in the order of the display, gathered under their hall when there are several. */
export function byHall(rows: readonly BoardRow[], counts: readonly BoardCount[]): HallRows[] {
  const found = new Map<string, HallRows>();
  for (const row of rows) {
    const name = counts.find(({ hall }) => hall === row.hall)?.name ?? row.hall;
    const group = found.get(row.hall) ?? { hall: row.hall, name, rows: [] };
    group.rows.push(row);
    found.set(row.hall, group);
  }
  return [...found.values()];
}

function rowPx(row: BoardRow, px: number): number {
  return row.title.length > LONG_LETTERS ? LONG_ROW_PX : px;
}

export function pages(rows: readonly BoardRow[], counts: readonly BoardCount[], bodyPx = BODY_PX): Page[] {
  const halls = byHall(rows, counts);
  const named = halls.length > 1;
  const all = rows.reduce((sum, row) => sum + rowPx(row, ROW_PX), 0) + (named ? halls.length * HALL_PX : 0);
  if (all <= bodyPx) return [{ halls, tight: false }];
  const found: Page[] = [];
  let leftPx = 0;
  for (const hall of halls) {
    let begun = false;
    for (const row of hall.rows) {
      const needed = rowPx(row, TIGHT_ROW_PX) + (named && !begun ? HALL_PX : 0);
      if (leftPx < needed) {
        found.push({ halls: [], tight: true });
        leftPx = bodyPx;
        begun = false;
      }
      if (!begun) {
        found.at(-1)?.halls.push({ ...hall, rows: [] });
        leftPx -= named ? HALL_PX : 0;
        begun = true;
      }
      found.at(-1)?.halls.at(-1)?.rows.push(row);
      leftPx -= rowPx(row, TIGHT_ROW_PX);
    }
  }
  return found;
}

/** ruhig, normal, voll */
export function crowd(people: number, capacity: number): "quiet" | "normal" | "full" {
  const part = people / Math.max(1, capacity);
  if (part < 0.4) return "quiet";
  return part < 0.75 ? "normal" : "full";
}
