/** Places in words. */

import { language, translator } from "../../shared/lang.svelte";
import { places } from "../../shared/messages/places";
import { sports } from "../../shared/messages/sports";
import type { Closure, Place, Site } from "./api";

export const tl = translator(places);
const ts = translator(sports);

export const KINDS = { hall: "kindHall", room: "kindRoom", equipment: "kindEquipment", changing: "kindChanging", kitchen: "kindKitchen" } as const;
export const SIZES = { gym: "sizeGym", single: "sizeSingle", double: "sizeDouble", triple: "sizeTriple", quad: "sizeQuad", other: "sizeOther" } as const;
export const ACCESS = { step_free: "stepFree", lift: "lift", changing: "accChanging", toilet: "accToilet", hearing_loop: "hearingLoop", parking: "accParking" } as const;
export const EVERY = { "": "everyOnce", week: "everyWeek", month: "everyMonth", year: "everyYear" } as const;

const SPORTS = sports.de as Readonly<Record<string, string>>;
/** What the office may choose from; anything else is kept as typed. */
export const KNOWN_SPORTS: readonly string[] = Object.keys(SPORTS);
export const sportWord = (sport: string): string => (sport in SPORTS ? ts(sport as keyof typeof sports.de) : sport);
/** The backend's name of a sport that was typed in words. */
export const sportOf = (word: string): string => KNOWN_SPORTS.find((one) => sportWord(one).toLowerCase() === word.trim().toLowerCase()) ?? word.trim();

export function weekdays(): string[] {
  const format = new Intl.DateTimeFormat(language.current === "de" ? "de-DE" : "en-GB", { weekday: "long", timeZone: "UTC" });
  return [...Array(7).keys()].map((day) => format.format(Date.UTC(2026, 10, 2 + day)));
}

/** "24.12.2026", without a zone. */
export function dayWords(iso: string): string {
  const [year, month, day] = iso.split("-");
  return language.current === "de" ? `${day}.${month}.${year}` : iso;
}

/** "24.12.2026, 08:00 bis 12:00", "jede Woche, zuerst …" */
export function closureWhen(one: Pick<Closure, "first" | "last" | "every" | "step" | "until">): string {
  const [first = "", from = ""] = one.first.split("T");
  const [last = "", to = ""] = one.last.split("T");
  const span = first === last ? tl("whenDay", { day: dayWords(first), from, to }) : tl("whenDays", { first: dayWords(first), from, last: dayWords(last), to });
  if (!one.every) return span;
  const rhythm = one.every === "week" && one.step > 1 ? tl("everyWeeks", { n: one.step }) : tl(EVERY[one.every as keyof typeof EVERY]);
  return one.until ? tl("whenRepeatedUntil", { rhythm, span, until: dayWords(one.until) }) : tl("whenRepeated", { rhythm, span });
}

export function closureWhere(one: Closure, sites: readonly Site[]): string {
  const site = sites.find(({ id }) => id === one.site);
  const hall = [...(site?.halls ?? []), ...(site?.rooms ?? [])].find(({ id }) => id === one.hall);
  return [hall ? hall.name : tl("wholeSite", { site: site?.name ?? one.site }), one.sections.length ? one.words : ""].filter(Boolean).join(", ");
}

export const placesOf = (site: Site): Place[] => [...site.halls, ...site.rooms];

/** "52,5" or "52.5"; null for nothing and for what is no number. */
export function numberOf(text: string): number | null {
  const found = text.trim().replace(",", ".");
  return found === "" || Number.isNaN(Number(found)) ? null : Number(found);
}
