/** The context of an alarm, ordered and put into words. */

import type { IconName } from "../../shared/components/icons";
import type { Fact, Incident } from "../../shared/generated/live";
import { language, tc } from "../../shared/lang.svelte";
import * as time from "../../shared/time";
import { ago, t } from "../words";
import { countdown } from "./rank";
import { nextTold, ta, told } from "./words";

export interface Line {
  icon: IconName;
  title: string;
  figure: string;
  detail: string;
}

const ICON: Readonly<Record<string, IconName>> = { people: "people", key: "key", holder: "key", booking: "cal", next: "clock" };

/** What the server says in both languages, "Trainer:in / trainer", in the one that is read here. */
export function inLanguage(text: string): string {
  const parts = text.split(" / ");
  return parts.length === 2 ? (parts[language.current === "de" ? 0 : 1] ?? text) : text;
}

/** A key that is out has a compartment's number, or a time; any other hangs where the text says. */
function keyTitle(fact: Fact): string {
  if (fact.number !== null) return t("factKeyOut");
  return fact.t_ms === null && fact.text ? ta("factKeyPlace") : t("factKey");
}

function title(fact: Fact): string {
  if (fact.kind === "people") return t("factPeople");
  if (fact.kind === "holder") return ta("factHolder");
  if (fact.kind === "key") return keyTitle(fact);
  return fact.kind === "booking" ? t("factBooking") : t("factNext");
}

function people(fact: Fact): string {
  if (fact.number === null) return [t("factPeopleUnknown"), inLanguage(fact.text)].filter(Boolean).join(", ");
  return fact.spread === null ? t("factPeopleExact", { n: fact.number }) : t("factPeopleNumber", { n: fact.number, spread: fact.spread });
}

function figure(fact: Fact, nowMs: number): string {
  if (fact.kind === "people") return people(fact);
  const left = fact.kind === "next" ? countdown(fact.t_ms, nowMs) : null;
  if (left !== null) return t("factNextIn", { who: fact.text, left });
  if (fact.text) return inLanguage(fact.text);
  return fact.kind === "booking" ? t("factBookingNone") : t("factKeyNone");
}

/** Where it is, is only said of what is not in the alarm's own hall. */
function detail(fact: Fact, nowMs: number, zone: string, hall: string): string {
  const at = fact.t_ms;
  const parts = [fact.kind === "key" && fact.number !== null ? t("compartment", { n: fact.number }) : "", fact.detail === hall ? "" : fact.detail];
  if (fact.kind === "people" && at !== null) parts.push(t("factPeopleCounted", { time: time.clock(at, zone), ago: ago(at, nowMs) }));
  if ((fact.kind === "key" || fact.kind === "holder") && at !== null)
    parts.push(tc("since", { time: time.clockOrDay(at, nowMs, zone, language.current) }));
  if (fact.kind === "booking" && at !== null) parts.push(t("factUntil", { time: time.clock(at, zone) }));
  return parts.filter(Boolean).join(", ");
}

function line(fact: Fact, nowMs: number, zone: string, hall: string): Line {
  return { icon: ICON[fact.kind] ?? "help", title: title(fact), figure: figure(fact, nowMs), detail: detail(fact, nowMs, zone, hall) };
}

/** Who is told next, as a line; none once somebody has acknowledged. */
function next(incident: Incident, nowMs: number): Line[] {
  const said = nextTold(incident, nowMs);
  return said ? [{ icon: "clock", title: ta("notAcked"), figure: said, detail: told(incident) }] : [];
}

/** `first` is one of each kind, the hall's own before those of other halls; `rest` is what remains. */
export function factLines(incident: Incident, nowMs: number, zone: string): { first: Line[]; rest: Line[] } {
  const own = (fact: Fact): boolean => incident.hall_name !== "" && fact.detail.includes(incident.hall_name);
  const of = (kind: string): Fact | undefined => {
    const all = incident.facts.filter((fact) => fact.kind === kind);
    return all.find(own) ?? all[0];
  };
  const told = next(incident, nowMs);
  const wanted = [of("people"), of("holder") ?? of("key"), of("booking"), told.length ? undefined : of("next")];
  const first = wanted.filter((fact) => fact !== undefined);
  const rest = incident.facts.filter((fact) => !first.includes(fact) && !(told.length && fact.kind === "next"));
  return { first: [...first.map((fact) => line(fact, nowMs, zone, incident.hall_name)), ...told], rest: rest.map((fact) => line(fact, nowMs, zone, incident.hall_name)) };
}
