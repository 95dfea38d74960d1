/** How a board's rows are divided into pages that fit the screen, and what takes turns on it. Pure. */

import type { BoardCount, BoardRow } from "../shared/generated/screens";

/** A page, a card, a language stays for so long. */
export const TURN_MS = 12_000;
/** A row that lacks so little still stands there. */
const ROUNDING_PX = 0.5;

export interface HallRows {
  hall: string;
  name: string;
  rows: BoardRow[];
}
/** A page shows whole rows under their hall's name. */
export interface Page {
  halls: HallRows[];
}
export interface Room {
  rowPx: number;
  hallPx: number;
  body: number;
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

export function pages(rows: readonly BoardRow[], counts: readonly BoardCount[], { rowPx, hallPx, body }: Room): Page[] {
  const halls = byHall(rows, counts);
  const named = halls.length > 1;
  const found: Page[] = [];
  let left = 0;
  for (const hall of halls) {
    let begun = false;
    for (const row of hall.rows) {
      if (left + ROUNDING_PX < rowPx + (named && !begun ? hallPx : 0) || !found.length) {
        found.push({ halls: [] });
        left = body;
        begun = false;
      }
      if (!begun) {
        found.at(-1)?.halls.push({ ...hall, rows: [] });
        left -= named ? hallPx : 0;
        begun = true;
      }
      found.at(-1)?.halls.at(-1)?.rows.push(row);
      left -= rowPx;
    }
  }
  return found;
}

/** Which of so many is shown after `tickMs` of the page's life. */
export function turnAt(many: number, tickMs: number): number {
  return many > 0 ? Math.floor(tickMs / TURN_MS) % many : 0;
}

/** A code that is too small beside the plan takes its place in every fifth turn: a minute of plan, twelve seconds of code. */
const CODE_EVERY = 5;

/** Which of so many large codes is shown; -1: the plan. */
export function codeAt(many: number, tickMs: number): number {
  const turn = Math.floor(tickMs / TURN_MS);
  return many > 0 && turn % CODE_EVERY === CODE_EVERY - 1 ? Math.floor(turn / CODE_EVERY) % many : -1;
}

/** ruhig, normal, voll */
export function crowd(people: number, capacity: number): "quiet" | "normal" | "full" {
  const part = people / Math.max(1, capacity);
  if (part < 0.4) return "quiet";
  return part < 0.75 ? "normal" : "full";
}

/** "alle", "2", "1–3", "1+3": the sections in as few letters as possible. */
export function sectionsOf(sections: readonly number[], count: number, all: string): string {
  if (sections.length >= count) return all;
  const sorted = [...sections].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const one of sorted) {
    const last = runs.at(-1);
    if (last && last[1] === one - 1) last[1] = one;
    else runs.push([one, one]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}${to - from === 1 ? "+" : "–"}${to}`)).join("+");
}
