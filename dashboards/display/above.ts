/** The strip over the plan: at most two bands at a time, the highest rung first; what is more takes turns. Pure. */

import type { BoardCard, Display } from "../shared/generated/screens";
import { display as words } from "../shared/messages/display";
import type { Lang } from "../shared/messages/table";
import * as time from "../shared/time";
import { turnAt } from "./pages";
import type { Sizes } from "./sizes";
import { boardWords, lettersOf, linesOf, turnsOf, type Said, type Word } from "./texts";

export const BANDS = 2;
const MOST_LINES = 2;
const LEVELS = ["minor", "moderate", "severe", "extreme"];
const DAY_MS = 86_400_000;
/** Letters of a mark are bold. */
const BOLDER = 1.1;

export interface Band extends Said {
  /** What stands before an official warning's text: who says it, how bad it is, and until when. */
  mark: string;
  lines: number;
  letters: number;
}

type Shown = Pick<Display, "above" | "panel" | "zone">;

function markOf(card: BoardCard, lang: Lang, { panel, zone }: Shown, nowMs: number): string {
  if (card.rung !== "warning") return "";
  const t = lang === "de" ? boardWords(panel.easy) : words.en;
  const until = card.to_ms !== null && card.to_ms - nowMs < DAY_MS ? t.until.replace("{time}", time.clock(card.to_ms, zone)) : "";
  const level = LEVELS.includes(card.level) ? t[card.level as Word] : "";
  return [t.warning, level, until].filter(Boolean).join(" · ");
}

/** A mark as wide as its bold letters are. */
function wide(mark: string): string {
  return mark + "m".repeat(Math.ceil(mark.length * (BOLDER - 1)));
}

/** Width of a band's words: the shape and the margins take the rest. */
export function bandWidth(sizes: Sizes, bands: number): number {
  const inner = sizes.width - 96 * sizes.u;
  const one = sizes.portrait || bands < 2 ? inner : (inner - 14 * sizes.u) / 2;
  return one - 2.1 * sizes.row;
}

export function bands(display: Shown, sizes: Sizes, tickMs: number, nowMs: number): Band[] {
  const windows: BoardCard[][] = [];
  for (let begin = 0; begin < display.above.length; begin += BANDS) windows.push(display.above.slice(begin, begin + BANDS));
  const turns = windows.map((cards) => {
    const letters = lettersOf(bandWidth(sizes, cards.length), sizes.min);
    const each = cards.map((card) => turnsOf(card, display.panel, letters, MOST_LINES, (lang) => wide(markOf(card, lang, display, nowMs))));
    return { letters, each, many: Math.max(...each.map(({ length }) => length)) };
  });
  let turn = turnAt(
    turns.reduce((sum, { many }) => sum + many, 0),
    tickMs,
  );
  for (const { letters, each, many } of turns) {
    if (turn >= many) turn -= many;
    else {
      return each.flatMap((all) => all.slice(turn % all.length, (turn % all.length) + 1)).map((said) => {
        const mark = markOf(said.card, said.lang, display, nowMs);
        return { ...said, mark, letters, lines: Math.max(1, linesOf(`${wide(mark)} ${said.text}`.trim(), letters)) };
      });
    }
  }
  return [];
}
