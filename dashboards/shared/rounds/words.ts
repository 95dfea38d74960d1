import { language, translator } from "../lang.svelte";
import { rounds } from "../messages/rounds";
import { sports } from "../messages/sports";
import { minuteWords } from "../walltime";
import type { Wish } from "./api";

export const tr = translator(rounds);
const ts = translator(sports);

export const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const DAY_WORDS = ["day0", "day1", "day2", "day3", "day4", "day5", "day6"] as const;
export const dayWord = (weekday: number): string => tr(DAY_WORDS[weekday] ?? "day0");

const STATES = { open: "state_open", closed: "state_closed", proposed: "state_proposed", published: "state_published" } as const;
export const stateWord = (state: string): string => tr(STATES[state as keyof typeof STATES]);

export const TERMS = ["youth", "use", "size", "fair", "priority", "same", "wanted"] as const;
export type Term = (typeof TERMS)[number];
export const termWord = (term: string): string => ((TERMS as readonly string[]).includes(term) ? tr(`term_${term as Term}`) : term);

export const isSport = (name: string): name is keyof typeof sports.de => name in sports.de;
export const sportWord = (name: string): string => (isSport(name) ? ts(name) : name);
export const SPORTS = Object.keys(sports.de).filter(isSport);

/** Hours as people write them: 4,5. */
export const hoursOf = (hours: number): string => hours.toLocaleString(language.current, { maximumFractionDigits: 2 });

export const clockWords = (from: number, to: number): string => tr("clock", { start: minuteWords(from), end: minuteWords(to) });

/** What people call these sections; nothing where a hall has but one. */
export function sectionWords(sections: readonly number[], names: readonly string[]): string {
  if (names.length <= 1) return "";
  if (sections.length >= names.length) return tr("wholeHall");
  return sections.map((one) => names[one - 1] ?? String(one)).join(", ");
}

export function timesOf(wish: Pick<Wish, "weekdays" | "earliest_min" | "latest_min" | "minutes">): string {
  const values = { days: wish.weekdays.map(dayWord).join(", "), from: minuteWords(wish.earliest_min), to: minuteWords(wish.latest_min), minutes: wish.minutes };
  return tr(wish.earliest_min === wish.latest_min ? "wishTimesOne" : "wishTimes", values);
}

export const seasonWords = (first: string, last: string): string => tr("season", { first: dateWords(first), last: dateWords(last) });
export const dateWords = (iso: string): string => new Intl.DateTimeFormat(language.current === "de" ? "de-DE" : "en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(iso));
