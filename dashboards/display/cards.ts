/** How a card's words are set: the sizes of its parts, and its turns. Pure. */

import type { BoardCard, Panel } from "../shared/generated/screens";
import type { Sizes } from "./sizes";
import { LETTER_EM, lettersOf, linesOf, parts, textsOf, type Said } from "./texts";

export interface Setting extends Said {
  /** Sides of the QR code and the picture, 0 without. */
  qr: number;
  picture: number;
  titlePx: number;
  titleLines: number;
  /** Whether there is room for the line that says what kind of card it is, and whose. */
  kind: boolean;
  /** Letters on a line of the smallest size. */
  letters: number;
}

const TITLE_LINE = 1.06;
const TEXT_LINE = 1.12;
/** Bold letters are so much wider. */
const BOLD = 0.95;

export function settings(card: BoardCard, panel: Pick<Panel, "languages" | "easy">, sizes: Sizes, width: number, height: number): Setting[] {
  const { row, min } = sizes;
  const inner = height - 0.16 * row;
  const tall = height > 4.2 * row;
  const qr = card.qr.length ? Math.min(inner, Math.max(sizes.qr, 2 * row), width * (sizes.portrait ? 0.5 : 0.45)) : 0;
  const picture = card.picture ? Math.min(inner * 1.4, width * (qr ? 0.24 : 0.36)) : 0;
  const room = width - 0.6 * row - (qr ? qr + 0.3 * row : 0) - (picture ? picture + 0.3 * row : 0);
  const letters = lettersOf(room, min);
  const lines = (height - 0.2 * row) / (TEXT_LINE * min);
  return textsOf(card, panel).flatMap((whole) => {
    const onOneLine = (BOLD * room) / (LETTER_EM * Math.max(1, whole.title.length));
    const titlePx = tall ? 0.95 * row : Math.max(min, Math.min(0.86 * row, onOneLine));
    const titleLines = titlePx <= onOneLine ? 1 : Math.min(tall ? 3 : 2, Math.max(2, linesOf(whole.title, Math.floor(BOLD * lettersOf(room, titlePx)))));
    const free = lines - (titleLines * TITLE_LINE * titlePx) / (TEXT_LINE * min);
    const long = linesOf(whole.text, letters) > 1;
    const kind = free >= (whole.text ? (long && card.kind === "news" && !card.by ? 3 : 2) : 1);
    const left = Math.floor(free - (kind ? 1 : 0));
    const texts = left > 0 ? parts(whole.text, letters, left) : [""];
    return texts.map((text) => ({ ...whole, text, qr, picture, titlePx, titleLines, kind, letters }));
  });
}
