/** An alarm's words: what to do, how long it lasts, who is told, what happened step by step. */

import type { FireZone, Incident, IncidentStep, SensorSaid } from "../../shared/generated/live";
import { language, translator } from "../../shared/lang.svelte";
import { alarm } from "../../shared/messages/alarm";
import * as time from "../../shared/time";
import { list } from "../words";
import { countdown, tone } from "./rank";

export const ta = translator(alarm);
type Key = keyof typeof alarm.de;

/** What to do now, the most urgent first. */
export const advice = (incident: Incident): string[] => (incident.advice ?? []).map((line) => line[language.current]);

/** "12 Min.", "3 Std. 5 Min.", "2 Tage 4 Std." */
export function lasting(fromMs: number, toMs: number): string {
  const minutes = Math.max(0, Math.floor((toMs - fromMs) / 60_000));
  if (minutes < 60) return ta("minutesLong", { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? ta("hoursLong", { h: hours, n: minutes % 60 }) : ta("daysLong", { d: Math.floor(hours / 24), h: hours % 24 });
}

/** The incident with its sensors' names, as the zones know them. */
export function named(incident: Incident, zones: readonly FireZone[]): Incident {
  const nameOf = (sensor: SensorSaid): string =>
    sensor.name || zones.flatMap(({ device, sensors }) => (device === (sensor.device || incident.device) ? sensors : [])).find(({ c }) => c === sensor.c)?.name || "";
  return incident.sensors.length ? { ...incident, sensors: incident.sensors.map((sensor) => ({ ...sensor, name: nameOf(sensor) })) } : incident;
}

/** One sensor with its figure, "Rauch Decke 3,2 %/m seit 18:42:07". */
export function sensorLine(sensor: SensorSaid, zone: string): string {
  const name = sensor.name || sensor.c;
  const at = time.clockSeconds(sensor.gone_ms ?? sensor.since_ms, zone);
  if (sensor.gone_ms !== null) return ta("sensorGone", { name, measured: sensor.measured, time: at }).replace("  ", " ");
  return sensor.measured ? ta("sensorSaid", { name, measured: sensor.measured, time: at }) : ta("sensorPlain", { name, time: at });
}

/** Who is told next unless somebody acknowledges. */
export function nextTold(incident: Incident, nowMs: number): string {
  if (!incident.next_ms || incident.state !== "open") return "";
  const left = countdown(incident.next_ms, nowMs);
  const who = incident.next_name;
  if (left === null) return who ? ta("nextNow", { who }) : ta("nextAgainNow");
  return who ? ta("nextIn", { who, left }) : ta("nextAgain", { left });
}

export const told = (incident: Incident): string => (incident.told.length ? ta("told", { names: list(incident.told) }) : ta("toldNobody"));

const ACK: Readonly<Record<string, Key>> = { going: "ackGoing", there: "ackThere", false_alarm: "ackFalse", seen: "ackSeen" };
const WAYS: Readonly<Record<string, Key>> = { push: "wayPush", webpush: "wayPush", mail: "wayMail", email: "wayMail", voice: "wayVoice", call: "wayVoice", sms: "waySms" };
const STEPS: Readonly<Record<IncidentStep["kind"], Key>> = {
  raised: "stepRaised",
  sensor: "stepSensor",
  worse: "stepWorse",
  again: "stepAgain",
  cleared: "stepCleared",
  queued: "stepQueued",
  handed_over: "stepHanded",
  delivered: "stepDelivered",
  failed: "stepFailed",
  opened: "stepOpened",
  reminded: "stepReminded",
  escalated: "stepEscalated",
  acked: "stepAcked",
  note: "stepNote",
  silenced: "stepSilenced",
  proof: "stepProof",
  reset: "stepReset",
  resolved: "stepResolved",
};
const INSIDE: readonly IncidentStep["kind"][] = ["sensor", "worse", "acked"];
const NAMED: readonly IncidentStep["kind"][] = ["queued", "handed_over", "delivered", "failed", "opened", "reminded", "escalated", "acked", "note"];

export const wayWord = (way: string): string => (WAYS[way] ? ta(WAYS[way]) : way);

/** What a step of the timeline says, and what stands small beside it. */
export function stepWords(step: IncidentStep): { text: string; small: string } {
  const who = step.who || ta("bySystem");
  const word = step.kind === "acked" ? ta(ACK[step.text] ?? "ackSeen") : "";
  const text = ta(STEPS[step.kind], { who, word, text: step.text });
  const rest = [NAMED.includes(step.kind) ? "" : step.who, step.way && wayWord(step.way), INSIDE.includes(step.kind) ? "" : step.text];
  return { text, small: rest.filter(Boolean).join(" · ") };
}

/** Who took it and how, with the time. */
export function taken(incident: Incident, zone: string): string {
  if (incident.state === "open" || incident.acked_ms === null) return "";
  return `${incident.acked_by} ${ta(ACK[incident.ack_word] ?? "ackSeen")}, ${time.clock(incident.acked_ms, zone)}`;
}

/** Open, acknowledged or resolved, and how long it lasts or lasted. */
export function standing(incident: Incident, nowMs: number, zone: string): string {
  if (incident.state === "resolved") {
    const end = incident.cleared_ms ?? incident.acked_ms ?? nowMs;
    return `${ta("stateResolved", { time: time.clockOrDay(end, nowMs, zone, language.current) })}, ${ta("lasted", { span: lasting(incident.since_ms, end) })}`;
  }
  const word = incident.state === "open" ? ta("stateOpen") : taken(incident, zone) || ta("stateAcked");
  return `${word}, ${ta("duration", { span: lasting(incident.since_ms, nowMs) })}`;
}

/** How often the same came back. */
export const counted = (incident: Incident): string => ((incident.count ?? 1) > 1 ? ta("count", { n: incident.count }) : "");

/** Since when, as the head of a banner says it. */
export function sinceHead(incident: Incident, nowMs: number, zone: string, plain: string): string {
  const values = { time: time.clock(incident.since_ms, zone), n: time.minutesSince(incident.since_ms, nowMs) };
  const kind = tone(incident);
  return kind === "drill" ? ta("drillSince", values) : kind === "pre" ? ta("preSince", values) : plain;
}

