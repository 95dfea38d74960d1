/** What cards say, in which language, and how a long text is divided: it is never cut and never runs. Pure. */

import type { BoardCard, Panel } from "../shared/generated/screens";
import { display as words } from "../shared/messages/display";
import { displayEasy } from "../shared/messages/display_easy";
import { fill, type Lang } from "../shared/messages/table";

export type Word = keyof typeof words.de;
/** A letter of the pages' font is about so wide, in em; bold ones are wider. */
export const LETTER_EM = 0.51;

/** One thing a card shows for a turn: a language, and a part of its text. */
export interface Said {
  card: BoardCard;
  lang: Lang;
  title: string;
  text: string;
}

/** The board's own words: easy ones where the panel asks for them. */
export function boardWords(easy: boolean): Readonly<Record<Word, string>> {
  return easy ? displayEasy.de : words.de;
}

const NOTES: Readonly<Record<string, readonly [Word, Word]>> = {
  key_due: ["keyMissing", "keyDueText"],
  key_next: ["keyMissing", "keyNextText"],
  handover: ["handover", "handoverText"],
};

function textIn(card: BoardCard, lang: Lang, easy: boolean): { title: string; text: string } | null {
  const note = NOTES[card.word];
  if (note) {
    const table = lang === "de" ? boardWords(easy) : words.en;
    return { title: fill(table[note[0]], card.values), text: fill(table[note[1]], card.values) };
  }
  if (lang === "en") return card.texts.en ?? null;
  return (easy ? card.texts.easy : undefined) ?? card.texts.de ?? null;
}

/** How many letters of this size stand on a line of this width. */
export function lettersOf(widthPx: number, fontPx: number): number {
  return Math.max(8, Math.floor(widthPx / (fontPx * LETTER_EM)));
}

/** How many lines a text needs, words whole. */
export function linesOf(text: string, letters: number): number {
  let lines = text ? 1 : 0;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    let length = word.length;
    if (used && used + 1 + length > letters) [lines, used] = [lines + 1, 0];
    while (length > letters) [lines, length] = [lines + 1, length - letters];
    used += (used ? 1 : 0) + length;
  }
  return lines;
}

/**
 * Divides a text into parts of at most `lines` lines: after a sentence where one ends late enough, else after a word. `before` stands
 * in front of each part.
 */
export function parts(text: string, letters: number, lines: number, before = ""): string[] {
  const found: string[] = [];
  let rest = text.trim().split(/\s+/).filter(Boolean);
  while (rest.length) {
    let n = 1;
    while (n < rest.length && linesOf(`${before} ${rest.slice(0, n + 1).join(" ")}`.trim(), letters) <= lines) n += 1;
    if (n < rest.length) {
      const sentence = rest.slice(0, n).findLastIndex((word) => /[.!?]$/.test(word) && !/^\d{1,2}\.$/.test(word)) + 1;
      if (sentence > n / 2) n = sentence;
    }
    found.push(rest.slice(0, n).join(" "));
    rest = rest.slice(n);
  }
  return found.length ? found : [""];
}

/** What a card says in each language of the panel that it has; German when it has none of them. */
export function textsOf(card: BoardCard, panel: Pick<Panel, "languages" | "easy">): Said[] {
  const asked = (["de", "en"] as const).filter((lang) => panel.languages.includes(lang));
  const told = (langs: readonly Lang[]): Said[] =>
    langs.flatMap((lang) => {
      const text = textIn(card, lang, panel.easy);
      return text ? [{ card, lang, ...text }] : [];
    });
  const found = told(asked);
  return found.length ? found : told(["de"]);
}

/** The turns of one card: each language, each part of its text. `markOf` says what stands in front of a text. */
export function turnsOf(
  card: BoardCard,
  panel: Pick<Panel, "languages" | "easy">,
  letters: number,
  lines: number,
  markOf: (lang: Lang) => string = () => "",
): Said[] {
  return textsOf(card, panel).flatMap((said) => {
    const mark = markOf(said.lang);
    return parts(said.text, letters, lines + Math.max(0, linesOf(mark, letters) - 1), mark).map((text) => ({ ...said, text }));
  });
}
