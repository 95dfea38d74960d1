/** The blocks below the plan: people, one card, and what is out of date. Pure. */

import type { BoardCount, Display } from "../shared/generated/screens";

export const COUNT_OLD_MS = 15 * 60_000;
const PLAN_OLD_MS = 26 * 3_600_000;

export type Block = { kind: "old"; link: boolean; plan: boolean } | { kind: "people"; counts: BoardCount[] } | { kind: "card" };

/** Whether a plan this old is no longer called current. */
export function planOld(display: Pick<Display, "plan_ms" | "online">, nowMs: number): boolean {
  return !display.online || display.plan_ms === null || nowMs - display.plan_ms > PLAN_OLD_MS;
}

/** A count that is too old, or of a page without its agent, is not known. */
export function known(count: BoardCount, nowMs: number): BoardCount {
  return count.t_ms !== null && nowMs - count.t_ms > COUNT_OLD_MS ? { ...count, people: null, use: "" } : count;
}

/** At most two. What is out of date comes first; it takes the place of people who cannot be counted, else of the card. */
export function blocks(display: Display, nowMs: number, _tickMs: number, lost: boolean): Block[] {
  const counts = lost ? [] : display.counts.map((count) => known(count, nowMs));
  const plan = lost || planOld(display, nowMs);
  const link = lost || !display.alarm_link;
  const found: Block[] = [];
  if (plan || link) found.push({ kind: "old", link, plan });
  const counted = counts.some(({ people, use }) => people !== null || use === "busy" || use === "free");
  if (counts.length && (counted || !found.length)) found.push({ kind: "people", counts });
  if (display.cards.length && !lost) found.push({ kind: "card" });
  return found.slice(0, 2);
}
