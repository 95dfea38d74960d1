import { language, translator } from "../../shared/lang.svelte";
import { helper_hours } from "../../shared/messages/helper_hours";
import * as time from "../../shared/time";
import type { Row } from "./api";

export const t = translator(helper_hours);
export const hoursOf = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
export const dayOf = (ms: number, zone: string): string => time.day(ms, zone, language.current);
export const when = (row: Row, zone: string): string => `${dayOf(row.from_ms, zone)}, ${time.span(row.from_ms, row.to_ms, zone)}`;

/** What was seen of somebody, in one line. */
export function signs(row: Row, zone: string): string {
  const told = row.signs.map((one) => t(`sign_${one.kind}`, { time: time.clock(one.at_ms, zone), name: one.by }));
  return told.length ? told.join(", ") : t("seenNothing");
}
