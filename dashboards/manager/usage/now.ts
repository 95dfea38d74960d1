/** What all halls together say. Pure. */

import type { HallNow } from "../../shared/generated/live";

export interface Sum {
  all: number;
  busy: number;
  unknown: number;
  people: number;
  /** of how many halls the people are known */
  counted: number;
}

/** A hall is busy when its device says so; one without a counter that tells tells by its sections. Where nobody counts nothing is free. */
export function summary(halls: readonly HallNow[]): Sum {
  const word = (hall: HallNow): string => {
    const whole = hall.parts.find(({ sections }) => !sections.length) ?? hall.parts[0];
    if (whole) return whole.use;
    if (hall.use.includes("used")) return "busy";
    return hall.people !== null && hall.use.length && hall.use.every((use) => use === "free" || use === "booked_empty") ? "free" : "unknown";
  };
  const said = halls.map(word);
  return {
    all: halls.length,
    busy: said.filter((one) => one === "busy").length,
    unknown: said.filter((one) => one !== "busy" && one !== "free").length,
    people: halls.reduce((sum, { people }) => sum + (people ?? 0), 0),
    counted: halls.filter(({ people }) => people !== null).length,
  };
}
