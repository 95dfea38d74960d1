/** The office's plan in words. */

import type { Sev } from "../../shared/components/sev";
import { language, tc, translator } from "../../shared/lang.svelte";
import { office } from "../../shared/messages/office";
import * as time from "../../shared/time";
import { list } from "../words";
import type { Decision, GridBooking, GridHall } from "./api";
import type { Fit, Held, Span } from "./grid";

export const to = translator(office);

/** "Drittel 1 und 2", "ganze Halle"; nothing in a hall without sections. As few and as large parts as possible. */
export function sectionWords(sections: readonly number[], hall: Pick<GridHall, "sections" | "parts">): string {
  if (hall.sections <= 1) return "";
  if (sections.length >= hall.sections) return tc("whole");
  const left = new Set(sections);
  const names: [number, string][] = [];
  for (const part of [...hall.parts].sort((a, b) => b.sections.length - a.sections.length)) {
    if (!part.sections.length || !part.sections.every((one) => left.has(one))) continue;
    names.push([part.sections[0] ?? 0, part.name]);
    for (const one of part.sections) left.delete(one);
  }
  const rest = [...left].sort((a, b) => a - b);
  if (rest.length) names.push([rest[0] ?? 0, rest.length === 1 ? to("section", { n: rest[0] ?? 0 }) : to("sectionsMany", { list: list(rest.map(String)) })]);
  return list(names.sort((a, b) => a[0] - b[0]).map(([, name]) => name));
}

export const whose = (one: GridBooking): string => one.holder_name || (one.kind === "block" ? to("block") : to("town"));
export const nameOf = (one: GridBooking): string => `${whose(one)}, ${one.title}`;

/** "Mo 23.11. 18:00–20:00, Drittel 1" */
export function placeWords(at: Span & { sections: readonly number[] }, hall: GridHall, withHall = false): string {
  const when = `${time.day(at.start_ms, hall.zone, language.current)} ${time.span(at.start_ms, at.end_ms, hall.zone)}`;
  return [when, withHall ? hall.name : "", sectionWords(at.sections, hall)].filter(Boolean).join(", ");
}

export const KINDS = { training: "kindTraining", match: "kindMatch", event: "kindEvent", school: "kindSchool", block: "kindBlock" } as const;

const OFFERS: readonly string[] = ["offered", "withdrawn", "lent"];
/** Whether a date is offered for lending just now, as its history tells. */
export function offerOpen(decisions: readonly Pick<Decision, "act" | "t_ms">[]): boolean {
  const last = decisions.filter(({ act }) => OFFERS.includes(act)).reduce<Pick<Decision, "act" | "t_ms"> | null>((found, one) => (found && found.t_ms > one.t_ms ? found : one), null);
  return last?.act === "offered";
}

/** What the block is besides booked: asked for, lent, led elsewhere, moved. */
export function markOf(one: GridBooking): "asked" | "lent" | "led" | "moved" | null {
  if (one.partner) return "led";
  if (one.state !== "booked") return "asked";
  if (one.club !== one.holder) return "lent";
  return one.was_start_ms === null ? null : "moved";
}

/** The whole block for whoever does not see it. */
export function labelOf(one: GridBooking, hall: GridHall): string {
  const mark = markOf(one);
  const facts = [mark ? to(mark) : "", one.club !== one.holder ? to("rightOf", { club: one.club_name }) : "", one.series ? to("partOfSeries") : "", one.code === "stored" ? to("codeStored") : "", one.on_behalf ? to("onBehalf") : ""];
  return [`${placeWords(one, hall)}: ${nameOf(one)}`, ...facts.filter(Boolean)].join(", ");
}

/** Whether it fits, in words, with its sign. */
export function fitWords<T extends Held & GridBooking>(found: Fit<T>): [Sev, string] {
  const faults = { past: "faultPast", closed: "faultClosed", short: "faultShort", long: "faultLong", far: "faultFar", led: "faultLed" } as const;
  if (found.fault) return ["warn", found.why ? to("faultClosedWhy", { why: found.why }) : to(faults[found.fault])];
  if (found.conflicts.length) return ["warn", to("inTheWay", { who: list(found.conflicts.slice(0, 3).map(nameOf)) })];
  return ["ok", to("fits")];
}

/** Who leads a hall's plan, and how old that plan is. */
export function sourceWords(hall: GridHall, nowMs: number): string {
  if (hall.source_ms === null) return to("ledByPartner", { source: hall.source });
  return to("ledBy", { source: hall.source, time: time.clockOrDay(hall.source_ms, nowMs, hall.zone, language.current) });
}
