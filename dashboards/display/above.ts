/** The strip over the plan: at most two bands at a time, the highest rung first; what is more takes turns. Pure. */

import type { BoardCard, Display } from "../shared/generated/screens";
import { turnAt } from "./pages";
import type { Sizes } from "./sizes";
import { lettersOf, linesOf, turnsOf, type Said } from "./texts";

export const BANDS = 2;
const MOST_LINES = 2;

export interface Band extends Said {
  lines: number;
  letters: number;
}

/** Width of a band's words: the shape and the margins take the rest. */
export function bandWidth(sizes: Sizes, bands: number): number {
  const inner = sizes.width - 96 * sizes.u;
  const one = sizes.portrait || bands < 2 ? inner : (inner - 14 * sizes.u) / 2;
  return one - 2.1 * sizes.row;
}

export function bands(display: Pick<Display, "above" | "panel">, sizes: Sizes, tickMs: number): Band[] {
  const windows: BoardCard[][] = [];
  for (let begin = 0; begin < display.above.length; begin += BANDS) windows.push(display.above.slice(begin, begin + BANDS));
  const turns = windows.map((cards) => {
    const letters = lettersOf(bandWidth(sizes, cards.length), sizes.min);
    const each = cards.map((card) => turnsOf(card, display.panel, letters - label(card), MOST_LINES));
    return { letters, each, many: Math.max(...each.map(({ length }) => length)) };
  });
  let turn = turnAt(
    turns.reduce((sum, { many }) => sum + many, 0),
    tickMs,
  );
  for (const { letters, each, many } of turns) {
    if (turn >= many) turn -= many;
    else return each.flatMap((all) => all.slice(turn % all.length, (turn % all.length) + 1)).map((said) => ({ ...said, letters, lines: Math.max(1, linesOf(said.text, letters - label(said.card))) }));
  }
  return [];
}

/** What stands before an official warning's text takes room on its lines. */
function label(card: BoardCard): number {
  return card.rung === "warning" ? 12 : 0;
}
