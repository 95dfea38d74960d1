import { language, translator } from "../../shared/lang.svelte";
import { series } from "../../shared/messages/series";
import * as time from "../../shared/time";
import { weekdayWords } from "../waiting";
import { sectionWords } from "../words";
import type { PlanDate, Series } from "./deed";

export const tr = translator(series);

export const dayOf = (iso: string): string => time.day(time.noon(iso), "UTC", language.current);

/** "Dienstag 18:00–19:30, jede Woche" */
export function rhythmWords(one: Series): string {
  const every = one.every_weeks === 1 ? tr("every") : tr("everyN", { n: one.every_weeks });
  return `${weekdayWords(language.current)[one.weekday] ?? ""} ${one.start}–${one.end}, ${every}`;
}
export const placeWords = (one: Series): string => [one.hall_name, one.section_count > 1 ? sectionWords(one.sections, one.section_count) : ""].filter(Boolean).join(", ");

/** Who or what is in the way. */
export function becauseWords(date: PlanDate, zone: string): string {
  const who = date.conflicts.map(({ line, start_ms, end_ms }) => `${line} ${time.span(start_ms, end_ms, zone)}`);
  return [...new Set(who)].join(", ") || date.why || (date.reason?.[language.current] ?? "");
}
