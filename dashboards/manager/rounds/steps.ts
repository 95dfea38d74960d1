/** Which step of a round comes next. Pure. */

import type { Round } from "../../shared/rounds/api";

export type Next = "close" | "propose" | "announce" | "publish" | "none";

export function nextOf({ state, announced }: Pick<Round, "state" | "announced">): Next {
  if (state === "open") return "close";
  if (state === "closed") return "propose";
  if (state === "proposed") return announced ? "publish" : "announce";
  return "none";
}

/** Two weeks from today at six in the evening: what clubs usually get to object. */
export const objectionsUntil = (nowMs: number, wall: (ms: number) => string): string => `${wall(nowMs + 14 * 86_400_000).slice(0, 10)}T18:00`;
