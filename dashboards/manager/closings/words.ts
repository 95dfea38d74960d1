/** Closings in words. */

import { translator } from "../../shared/lang.svelte";
import { closings } from "../../shared/messages/closings";
import { list } from "../words";
import type { Closing } from "./api";
import { sectionWords } from "../office/words";
import type { Place, Site } from "../places/api";
import { closureWhen, placesOf } from "../places/words";

export const te = translator(closings);

/** "Sporthalle Nordpark, Drittel 1"; a whole site by its name. */
export function whereWords(one: Pick<Closing, "halls" | "hall_names" | "sections">, sites: readonly Site[]): string {
  const names = [...one.hall_names];
  for (const site of sites) {
    const own = placesOf(site);
    if (own.length < 2 || !own.every(({ id }) => one.halls.includes(id))) continue;
    for (const { name } of own) names.splice(names.indexOf(name), 1);
    names.unshift(te("all", { site: site.name }));
  }
  const hall = sites.flatMap(placesOf).find(({ id }) => id === one.halls[0]);
  return [list(names), one.sections.length && hall ? partWords(one.sections, hall) : ""].filter(Boolean).join(", ");
}
export const partWords = (sections: readonly number[], hall: Place): string => sectionWords(sections, { sections: hall.sections, parts: hall.parts });

export const whenWords = (one: Closing): string => closureWhen({ ...one, first: one.first.slice(0, 16), last: one.last.slice(0, 16) });
