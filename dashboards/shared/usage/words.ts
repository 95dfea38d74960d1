/** Verdicts, how sure they are and what they stand on, in words. */

import type { Sev } from "../components/sev";
import { language, translator } from "../lang.svelte";
import { usage } from "../messages/usage";
import { EXPLANATIONS, VERDICTS, type UsedSlot, type Verdict } from "./shapes";

export const tu = translator(usage);

const SEV: Record<Verdict, Sev> = { used: "ok", under_used: "info", no_show: "warn", unbooked: "info", unknown: "unknown" };
/** A verdict of tomorrow is one we do not know. */
const known = (verdict: string): Verdict => VERDICTS.find((one) => one === verdict) ?? "unknown";
export const sevOfVerdict = (verdict: string): Sev => SEV[known(verdict)];
export const verdictWord = (verdict: string): string => tu(known(verdict));
export const explainedWord = (word: string): string => tu(EXPLANATIONS.find((one) => one === word) ?? "other");

/** 1.234,5 · 1,234.5; whole when it is whole */
export function num(n: number, digits = 1): string {
  return n.toLocaleString(language.current === "de" ? "de-DE" : "en-GB", { maximumFractionDigits: digits });
}
export const pct = (share: number): string => `${num(share * 100, 0)} %`;
export const hours = (n: number): string => tu("hours", { n: num(n, n < 10 ? 1 : 0) });

/** The word for a probability in whole per cent: from 97 on "very sure", never "certain". */
const sureWord = (percent: number): string => tu(percent >= 97 ? "surest" : percent >= 90 ? "sure" : percent >= 75 ? "likely" : percent >= 60 ? "rather" : "unsure");
export function sureWords(p: number): string {
  const percent = Math.round(p * 100);
  return p > 0.994 ? tu("over99", { words: sureWord(percent) }) : tu("sureOf", { words: sureWord(percent), p: percent });
}

/** How likely something is that may as well not be: below one in two it is rather not so. */
export function chanceWords(p: number): string {
  const percent = Math.round(p * 100);
  return percent >= 50 ? sureWords(p) : tu("sureOf", { words: tu(percent > 40 ? "unsure" : "ratherNot"), p: percent });
}

/** How sure the verdict of a slot is; null where none is given. */
export function sureOf({ verdict, p }: Pick<UsedSlot, "verdict" | "p">): number | null {
  if (verdict === "used") return p.used;
  if (verdict === "under_used") return p.under_used;
  if (verdict === "unbooked") return p.unbooked;
  return verdict === "no_show" ? p.no_show : null;
}

/** Mo, Di … · Mon, Tue …; Monday is 0 */
export function weekday(day: number, form: "short" | "long" = "short"): string {
  const monday = Date.UTC(2026, 10, 23, 12);
  const locale = language.current === "de" ? "de-DE" : "en-GB";
  return new Intl.DateTimeFormat(locale, { weekday: form, timeZone: "UTC" }).format(monday + day * 86_400_000).replace(".", "");
}
export const hourSpan = (from: number, to = from + 1): string => `${String(from).padStart(2, "0")}–${String(to).padStart(2, "0")}`;
