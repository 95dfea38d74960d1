/** Imports and exports in words. */

import { language, translator } from "../../shared/lang.svelte";
import { exchange } from "../../shared/messages/exchange";
import { dayWords, weekdays } from "../places/words";
import type { Import, Row } from "./api";
import { FATES } from "./course";

export const tx = translator(exchange);

type Word = keyof typeof exchange.de;
const word = (prefix: string, name: string): string => (`${prefix}${name}` in exchange.de ? tx(`${prefix}${name}` as Word) : name);

export const number = (n: number): string => n.toLocaleString(language.current === "de" ? "de-DE" : "en-GB");
export const fieldWord = (field: string): string => word("field_", field);
export const missingWord = (what: string): string => word("missing_", what);
export const stateWord = (state: string): string => word("state_", state);
/** "Termine werden eingetragen: 80 von 1.200" */
export const progressWords = ({ phase, done, total }: NonNullable<Import["progress"]>): string =>
  total > 0 && phase !== "waiting" ? tx("soFar", { what: word("phase_", phase), done: number(done), total: number(total) }) : word("phase_", phase);

export const countWords = (counts: Readonly<Record<string, number>>, written: boolean): { fate: string; n: number; word: string }[] =>
  FATES.flatMap((fate) => (counts[fate] ? [{ fate, n: counts[fate], word: tx(written && fate === "free" ? "fate_written" : `fate_${fate}`) }] : []));

/** "montags 18:00–19:30, 01.09.2027 bis 31.07.2028" */
export function whenOf(one: Row): string {
  const clock = [one.start, one.end].filter(Boolean).join("–");
  const days = [one.from_date, one.to_date].flatMap((day) => (day ? [dayWords(day)] : []));
  const day = one.weekday === null ? "" : (weekdays()[one.weekday] ?? "");
  return [[day, clock].filter(Boolean).join(" "), [...new Set(days)].join(` ${tx("until")} `)].filter(Boolean).join(", ");
}
