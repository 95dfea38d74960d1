/** What waits for the office, in words. */

import type { Schemas } from "../../shared/api";
import type { Lang } from "../../shared/messages/table";
import * as time from "../../shared/time";

export type Request = Schemas["RequestOut"];

const KINDS = ["booking", "series", "move", "right", "club"] as const;
type KindWord = `kind_${(typeof KINDS)[number]}` | "kind_other";

export function kindWord(one: Pick<Request, "kind">): KindWord {
  const known = KINDS.find((kind) => kind === one.kind);
  return known ? `kind_${known}` : "kind_other";
}
/** A right that was lent often ends with its series, not here. */
export const mayDecline = (one: Pick<Request, "kind">): boolean => one.kind !== "right";

/** "TSV Lindenau, Judo"; a club that wants to be let in by its name alone. */
export const titleOf = (one: Pick<Request, "club_name" | "title">): string => [...new Set([one.club_name, one.title].filter(Boolean))].join(", ");

export const whenOf = (at: { start_ms: number; end_ms: number }, zone: string, lang: Lang): string => `${time.day(at.start_ms, zone, lang)} ${time.span(at.start_ms, at.end_ms, zone)}`;
