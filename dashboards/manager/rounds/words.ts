import { translator } from "../../shared/lang.svelte";
import { rounds_office } from "../../shared/messages/rounds_office";
import type { Assignment, WeekHall } from "../../shared/rounds/api";
import { clockWords, dayWord, sectionWords, type Term } from "../../shared/rounds/words";
import type { Spot } from "./week";

export const to = translator(rounds_office);
export const whyWord = (term: Term): string => to(`why_${term}`);
export const nameOf = ({ club_name, group }: Pick<Assignment, "club_name" | "group">): string => `${club_name}, ${group}`;

/** `Montag, 18:00–19:30 Uhr, Nordpark, Teil 1` */
export function placeWords(spot: Spot, minutes: number, hall: WeekHall | null): string {
  const place = hall ? [hall.hall_name, sectionWords(spot.sections, hall.section_names)].filter(Boolean).join(", ") : spot.hall;
  return to("at", { day: dayWord(spot.weekday), time: clockWords(spot.start_min, spot.start_min + minutes), place });
}
