/** What the history shows: filters as the address keeps them, and as the server is asked. Pure. */

import type { Incident } from "../../shared/generated/live";
import { addDays } from "../../shared/time";
import { instantOf } from "../../shared/walltime";

export type Kind = Incident["kind"];
export const GROUPS = {
  fire: ["smoke", "heat", "panel", "call_point", "co", "pre_alarm", "drill"],
  fault: ["sensor_fault", "tamper", "battery", "panel_fault", "fire_off", "exit_ends", "device_silent", "site_link", "revoked", "device_care", "component", "broker_down", "authority", "mains", "alert_path", "nobody_on_call", "other"],
  people: ["help", "duress", "overcrowded", "inside", "no_key", "no_show", "damage"],
  keys: ["key_overdue", "key_missing", "key_unknown", "key_lost", "key_conflict", "code_late", "forced_door", "left_open", "jammed", "wrong_key", "guessing", "responder"],
} as const satisfies Record<string, readonly Kind[]>;
export type Group = keyof typeof GROUPS;

/** As in the address: `art` is a group or a kind, `von` and `bis` are days, both included. */
export interface Filters {
  stand: string;
  art: string;
  ort: string;
  stufe: string;
  von: string;
  bis: string;
  text: string;
}
export const NONE: Filters = { stand: "", art: "", ort: "", stufe: "", von: "", bis: "", text: "" };

export function filtersOf(query: Readonly<Record<string, string>>): Filters {
  return Object.fromEntries(Object.keys(NONE).map((name) => [name, query[name] ?? ""])) as unknown as Filters;
}
export const kindsOf = (art: string): readonly string[] => (art in GROUPS ? GROUPS[art as Group] : art ? [art] : []);

/** The question to the server; days begin and end at the site's midnight. */
export function asked(filters: Filters, zone: string): [string, string][] {
  const from = filters.von ? instantOf(`${filters.von}T00:00`, zone) : null;
  const to = filters.bis ? instantOf(`${addDays(filters.bis, 1)}T00:00`, zone) : null;
  const single: [string, string | number | null][] = [
    ["state", filters.stand || "all"],
    ["site", filters.ort],
    ["sev", filters.stufe],
    ["from_ms", from],
    ["to_ms", to],
    ["text", filters.text.trim()],
  ];
  const given = single.filter(([, value]) => value !== "" && value !== null).map(([name, value]): [string, string] => [name, String(value)]);
  return [...given, ...kindsOf(filters.art).map((kind): [string, string] => ["kind", kind])];
}
