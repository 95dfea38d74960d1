import { language, translator } from "../../shared/lang.svelte";
import { booking } from "../../shared/messages/booking";
import { sports } from "../../shared/messages/sports";
import { sectionWords } from "../words";
import type { Part } from "./parts";

export const tb = translator(booking);

/** "ein Drittel", "ganze Halle" */
export function amountWords(n: number, all: number): string {
  if (n >= all) return tb("wholeHall");
  if (2 * n === all) return tb("halfHall");
  if (all === 3) return tb(n === 1 ? "oneThird" : "twoThirds");
  return tb("ofParts", { n, all });
}

export function lengthWords(minutes: number): string {
  const h = Math.floor(minutes / 60);
  if (minutes <= 120) return tb("minutes", { n: minutes });
  return minutes % 60 ? tb("hoursMinutes", { h, m: minutes % 60 }) : tb("hours", { h });
}

export const partWords = (part: Part, all: number): string => part.name || sectionWords(part.sections, all);

export function sportWords(sport: string): string {
  const known: Readonly<Record<string, string>> = sports[language.current];
  return known[sport] ?? sport;
}
