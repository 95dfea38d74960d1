import type { Incident } from "../shared/generated/live";
import { language, tc, translator } from "../shared/lang.svelte";
import { halls } from "../shared/messages/halls";
import { health } from "../shared/messages/health";
import { kinds } from "../shared/messages/kinds";
import { lockers } from "../shared/messages/lockers";
import { manager } from "../shared/messages/manager";
import { outcomes } from "../shared/messages/outcomes";
import * as time from "../shared/time";

export const t = translator({
  de: { ...manager.de, ...lockers.de, ...halls.de, ...health.de },
  en: { ...manager.en, ...lockers.en, ...halls.en, ...health.en },
});
const tk = translator(kinds);

/** What happened, as a headline. A kind without words does not compile. */
const KINDS: Record<Incident["kind"], keyof typeof kinds.de> = {
  smoke: "kindSmoke",
  heat: "kindHeat",
  panel: "kindPanel",
  call_point: "kindCallPoint",
  co: "kindCo",
  pre_alarm: "kindPreAlarm",
  drill: "kindDrill",
  panel_fault: "kindPanelFault",
  battery: "kindBattery",
  fire_off: "kindFireOff",
  overcrowded: "kindOvercrowded",
  alert_path: "kindAlertPath",
  nobody_on_call: "kindNobodyOnCall",
  tamper: "kindTamper",
  sensor_fault: "kindSensorFault",
  forced_door: "kindForced",
  left_open: "kindLeftOpen",
  jammed: "kindJammed",
  wrong_key: "kindKeyWrong",
  key_overdue: "kindKeyOverdue",
  key_missing: "kindKeyMissing",
  key_unknown: "kindKeyUnknown",
  key_lost: "kindKeyLost",
  key_conflict: "kindKeyConflict",
  code_late: "kindCodeLate",
  help: "kindHelp",
  duress: "kindDuress",
  guessing: "kindGuessing",
  damage: "kindDamage",
  inside: "kindInside",
  no_key: "kindNoKey",
  mains: "kindMains",
  responder: "kindResponder",
  no_show: "kindNoShow",
  device_silent: "kindSilent",
  site_link: "kindSiteLink",
  broker_down: "kindBrokerDown",
  revoked: "kindRevoked",
  device_care: "kindCare",
  authority: "kindAuthority",
  exit_ends: "kindExitEnds",
  component: "kindComponent",
  other: "kindOther",
};

const COMMANDS = {
  created: "cmdCreated",
  sent: "cmdSent",
  received: "cmdReceived",
  done: "cmdDone",
  failed: "cmdFailed",
  rejected: "cmdRejected",
  expired: "cmdExpired",
} as const;

const reasons = translator(outcomes);
const hasWords = (code: string): code is keyof typeof outcomes.de => Object.hasOwn(outcomes.de, code);

/** Why a device refused, in words. */
export const whyNot = (code: string): string => reasons(hasWords(code) ? code : "other", { code });

/** How a command went so far, and why not where it failed. */
export function commandWord({ state, code }: { state: string; code: string }, done: "cmdDone" | "padFreed" = "cmdDone"): string {
  if (state === "done") return t(done);
  return t(COMMANDS[state as keyof typeof COMMANDS] ?? "cmdSent", { why: whyNot(code) });
}

export const what = (incident: Incident): string => tk(KINDS[incident.kind]);
/** The kind alone, for a list to choose from. */
export const kindWord = (kind: Incident["kind"]): string => tk(KINDS[kind]);
export const drillWord = (): string => tk("kindDrillCaps");

/** Whether people may be in danger and the fire brigade is the one to call; else it is about the system or a key. */
export const isFire = (incident: Incident): boolean => ["smoke", "heat", "panel", "call_point", "co", "pre_alarm", "tamper", "other"].includes(incident.kind);

/** Hall and room, as far as known; a device when it is the matter. */
export function where(incident: Incident): string {
  const hall = incident.hall_name || incident.site_name;
  return [hall, incident.zone, incident.slot === null ? "" : t("compartment", { n: incident.slot }), incident.kind === "device_silent" ? incident.device : ""].filter(Boolean).join(", ");
}

/** "seit 25 Min.", after an hour "seit 17:20". */
export function since(ms: number, nowMs: number, zone: string): string {
  const minutes = time.minutesSince(ms, nowMs);
  if (minutes >= 60) return tc("since", { time: time.clockOrDay(ms, nowMs, zone, language.current) });
  return minutes < 1 ? tc("sinceNow") : tc("sinceMinutes", { n: minutes });
}

export function ago(ms: number, nowMs: number): string {
  const minutes = time.minutesSince(ms, nowMs);
  return minutes < 1 ? tc("agoNow") : tc("ago", { n: minutes });
}

/** "1, 2 und 3" */
export function list(items: readonly (string | number)[], joint: "and" | "or" = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${tc(joint)} ${items.at(-1)}`;
}
