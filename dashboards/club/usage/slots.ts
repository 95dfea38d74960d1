/** What a club is told of its own dates, and what it may explain. Pure. */

import type { UsedSlot } from "../../shared/usage/shapes";
import { num } from "../../shared/usage/words";

export type Said = "saidUsed" | "saidThere" | "saidFew" | "saidShort" | "saidNobody" | "saidUnknown";

/** The sentence for a date, and its figures. A verdict of tomorrow is one we do not know. */
export function saidOf(slot: UsedSlot): [Said, Record<string, string>] {
  const mean = slot.people_mean;
  const figures: Record<string, string> = mean === null ? {} : { mean: num(mean), peak: num(slot.people_peak ?? mean, 0), expected: num(slot.expected ?? 0, 0) };
  switch (slot.verdict) {
    case "used":
      return [mean === null ? "saidThere" : "saidUsed", figures];
    case "under_used":
      return [mean === null || slot.expected === null ? "saidShort" : "saidFew", figures];
    case "no_show":
      return ["saidNobody", figures];
    default:
      return ["saidUnknown", figures];
  }
}

/** What nobody explained yet, the one that the office sees soonest first. What nobody knows needs no words. */
export function open(slots: readonly UsedSlot[]): UsedSlot[] {
  return slots.filter((slot) => slot.may_explain && slot.explanation === null && slot.verdict !== "unknown").sort((a, b) => a.office_from_ms - b.office_from_ms);
}
