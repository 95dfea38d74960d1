/** Figures of halls put together. Pure. */

import type { ClubUse, HallUse, HeatMap, Measure, UsedSlot } from "../../shared/usage/shapes";
import type { Sev } from "../../shared/components/sev";

export interface Headline {
  /** A share, or people; null: nothing known. */
  value: number | null;
  part: number;
  all: number;
  /** Share of booked time that sensors saw. */
  known: number | null;
  unbooked: number;
}

const sum = (halls: readonly HallUse[], name: "open_h" | "booked_h" | "used_h" | "empty_h" | "unbooked_h" | "unknown_h"): number => halls.reduce((all, one) => all + one[name], 0);

/** What was not seen is neither used nor empty: shares are of what is known. */
export function headline(halls: readonly HallUse[], measure: Measure, map: HeatMap | null): Headline {
  const [open, booked, used, empty] = [sum(halls, "open_h"), sum(halls, "booked_h"), sum(halls, "used_h"), sum(halls, "empty_h")];
  const seen = used + empty;
  const known = booked > 0 ? seen / booked : null;
  const base = { known, unbooked: sum(halls, "unbooked_h") };
  const share = (part: number, all: number): Headline => ({ ...base, value: all > 0 ? part / all : null, part, all });
  switch (measure) {
    case "empty":
      return share(empty, seen);
    case "busy":
      return share(used, seen);
    case "booked":
      return share(booked, open);
    case "pressure":
      return { ...base, value: map?.prime.pressure ?? null, part: 0, all: 0 };
    case "people": {
      const counted = halls.filter((one) => one.mean_people !== null);
      const mean = counted.reduce((all, one) => all + (one.mean_people ?? 0), 0);
      return { ...base, value: counted.length ? mean / counted.length : null, part: mean, all: Math.max(0, ...halls.map((one) => one.peak_people ?? 0)) };
    }
  }
}

const MANY = 3;
const OFTEN = 0.1;
const LITTLE = 0.6;

/** How a club stands, by what is not explained. */
export function standing(club: ClubUse): [Sev, "noShowN" | "little" | "fine" | "unsaid", number] {
  if (club.slots > 0 && club.unknown_n >= club.slots) return ["unknown", "unsaid", 0];
  if (club.no_show_n >= MANY && club.no_show_n >= OFTEN * club.slots) return ["warn", "noShowN", club.no_show_n];
  if (club.use_share !== null && club.use_share < LITTLE) return ["info", "little", 0];
  return club.use_share === null ? ["unknown", "unsaid", 0] : ["ok", "fine", 0];
}

/** Each club's newest explained slot, of slots in any order. */
export function newestWords(slots: readonly UsedSlot[]): Record<string, UsedSlot> {
  const found: Record<string, UsedSlot> = {};
  for (const slot of slots) {
    const before = slot.club === null ? undefined : found[slot.club];
    if (slot.club !== null && slot.explanation && (!before || before.start_ms < slot.start_ms)) found[slot.club] = slot;
  }
  return found;
}

/** Booked hours of a club in which no sensor saw anything: neither used nor empty. `use_share` is of the others. */
export function unseenH({ booked_h, used_h, use_share }: Pick<ClubUse, "booked_h" | "used_h" | "use_share">): number {
  if (use_share === null) return booked_h;
  return use_share > 0 ? Math.max(0, booked_h - used_h / use_share) : 0;
}
