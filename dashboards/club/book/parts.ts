/** Which parts of a hall can be had: named ones where the office named them. */

import type { Schemas } from "../../shared/api";

export type Place = Schemas["SitePlaceOut"];
/** Without a name the page says "Drittel 2". */
export interface Part {
  name: string;
  sections: number[];
}

/** How much of the hall can be asked for, in sections, smallest first; the whole hall comes last. */
export function amountsOf(place: Pick<Place, "sections" | "parts">): number[] {
  const named = place.parts.map(({ sections }) => sections.length);
  const all = named.length ? named : Array.from({ length: place.sections }, (_, index) => index + 1);
  return [...new Set([...all, place.sections])].filter((n) => n >= 1 && n <= place.sections).sort((a, b) => a - b);
}

/** The parts of this size whose sections are all free. */
export function fitting(place: Pick<Place, "sections" | "parts">, free: readonly number[], size: number): Part[] {
  return partsOf(place, size).filter(({ sections }) => sections.every((one) => free.includes(one)));
}

function partsOf({ sections, parts }: Pick<Place, "sections" | "parts">, size: number): Part[] {
  if (size >= sections) return [{ name: "", sections: Array.from({ length: sections }, (_, index) => index + 1) }];
  const named = parts.filter((one) => one.sections.length === size);
  if (named.length) return named.map(({ name, sections: held }) => ({ name, sections: [...held] }));
  // nobody named them: neighbours
  return Array.from({ length: sections - size + 1 }, (_, first) => ({ name: "", sections: Array.from({ length: size }, (_, index) => first + index + 1) }));
}
