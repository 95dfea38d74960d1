/** What the office decides about each date that a closing meets. */

import type { Schemas } from "../../shared/api";

export type Met = Schemas["MetOut"];
export type Substitute = Met["substitutes"][number];
/** `take`: it loses its time (or its extra room), `keep`: it stays; a number: moved to that substitute. */
export type Choice = "take" | "keep" | number;
export type Choices = Readonly<Record<string, Choice>>;

/** Nobody is sent out of a hall by default; everything else gives way. */
export const usual = (one: Pick<Met, "running">): Choice => (one.running ? "keep" : "take");
export const choiceOf = (one: Met, choices: Choices): Choice => choices[one.booking] ?? usual(one);

/** What is led elsewhere, runs now or keeps its hall is not moved. */
export const movable = (one: Met): readonly Substitute[] => (one.elsewhere || one.running || one.lot === "keeps_hall" ? [] : one.substitutes);

/** The same for all: to the best substitute only where there is one. */
export function forAll(met: readonly Met[], wanted: "take" | "keep" | "move"): Choices {
  return Object.fromEntries(met.map((one) => [one.booking, wanted !== "move" ? wanted : movable(one).length ? 0 : usual(one)]));
}

export interface Decisions {
  keep: string[];
  running: string[];
  to: Record<string, { start_ms: number; hall: string; sections: number[] }>;
}
export function decisionsOf(met: readonly Met[], choices: Choices): Decisions {
  const found: Decisions = { keep: [], running: [], to: {} };
  for (const one of met) {
    const choice = choiceOf(one, choices);
    if (choice === "keep") found.keep.push(one.booking);
    else if (one.running) found.running.push(one.booking);
    const other = typeof choice === "number" ? movable(one)[choice] : undefined;
    if (other) found.to[one.booking] = { start_ms: other.start_ms, hall: other.hall, sections: other.sections };
  }
  return found;
}

export interface Sum {
  lost: number;
  moved: number;
  kept: number;
  clubs: number;
  people: number;
}
/** Each club is told once, however many dates it loses. */
export function sumOf(met: readonly Met[], choices: Choices): Sum {
  const sum: Sum = { lost: 0, moved: 0, kept: 0, clubs: 0, people: 0 };
  const told = new Map<string, number>();
  for (const one of met) {
    const choice = choiceOf(one, choices);
    if (choice === "keep" || (choice === "take" && one.lot === "keeps_hall")) sum.kept += 1;
    else if (choice === "take") sum.lost += 1;
    else sum.moved += 1;
    if (choice !== "keep" && one.club_id) told.set(one.club_id, one.people);
  }
  return { ...sum, clubs: told.size, people: [...told.values()].reduce((all, people) => all + people, 0) };
}
