/** How far a round is, for a club. Pure. */

import type { Round } from "../../shared/rounds/api";

type Now = Pick<Round, "state" | "announced" | "wishing" | "objecting" | "wishes_until_ms">;

/** Which sentence says it. */
export function saidOf(round: Now): "until" | "openEnded" | "closed" | "proposed" | "objectionsOver" | "published" {
  if (round.state === "published") return "published";
  if (round.wishing) return round.wishes_until_ms === null ? "openEnded" : "until";
  if (round.announced) return round.objecting ? "proposed" : "objectionsOver";
  return "closed";
}
