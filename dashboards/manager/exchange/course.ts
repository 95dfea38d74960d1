/** What may be done with an import, and what is left to say about it. */

import type { Detail, Import, Settings, Unknown } from "./api";

export const FATES = ["free", "there", "gone", "taken", "closed", "past", "bad"] as const;
export type Fate = (typeof FATES)[number];
export type NameKind = "halls" | "parts" | "clubs";
export const NAME_KINDS: readonly NameKind[] = ["halls", "parts", "clubs"];
/** Makes a club. */
export const CREATE = "+";
/** Leaves the rows out. */
export const SKIP = "-";

/** What a person still works at; else it is written or undone. */
export const isOpen = (one: Pick<Import, "state">): boolean => one.state === "read" || one.state === "stopped";

/** Whether the server works at it, so that the page asks again. */
export function runs(one: Import | Detail): boolean {
  if (one.state === "applying" || one.state === "undoing") return true;
  if (one.progress && one.progress.phase !== "done") return true;
  return isOpen(one) && "counts" in one && one.counts === null && one.head.length > 0 && !one.progress?.fault;
}

/** How far it is, from 0 to 100; null while nobody knows. */
export function percentOf(progress: Import["progress"]): number | null {
  if (!progress || progress.total <= 0 || progress.phase === "waiting") return null;
  return Math.min(100, Math.floor((100 * progress.done) / progress.total));
}

export const countOf = (one: Detail, fate: Fate): number => one.counts?.dates[fate] ?? 0;
export const mayApply = (one: Detail): boolean => isOpen(one) && !runs(one) && one.missing.length === 0 && countOf(one, "free") > 0;
/** The number of dates, or series, that the import has written. */
export function writtenOf(one: Pick<Import, "summary">, what: "dates" | "series"): number {
  const found = one.summary[what];
  return typeof found === "number" ? found : 0;
}
export function undoneOf(one: Pick<Import, "summary">): Readonly<Record<string, number>> {
  const { undone } = one.summary;
  return typeof undone === "object" ? undone : {};
}

/** A name the file has and nobody knows, or of which a person said what it means. */
export interface Named {
  /** The key in the settings. */
  readonly key: string;
  readonly text: string;
  readonly hall: string;
  readonly rows: number;
  readonly alike: readonly string[];
}
const keyOf = (kind: NameKind, one: Unknown): string => (kind === "parts" ? `${one.hall}|${one.text}` : one.text);

/** What is unknown first, then what was decided before. */
export function namesOf(one: Detail, kind: NameKind): Named[] {
  const unknown = { halls: one.unknown_halls, parts: one.unknown_parts, clubs: one.unknown_clubs }[kind];
  const found = unknown.map((each) => ({ ...each, key: keyOf(kind, each) }));
  const decided = Object.keys(one.settings[kind]).filter((key) => !found.some((each) => each.key === key));
  return [...found, ...decided.map((key) => ({ key, ...splitKey(kind, key), rows: 0, alike: [] }))];
}
function splitKey(kind: NameKind, key: string): { text: string; hall: string } {
  const at = key.indexOf("|");
  return kind === "parts" && at >= 0 ? { hall: key.slice(0, at), text: key.slice(at + 1) } : { text: key, hall: "" };
}

/** With a decision about a name; an empty one takes it back. */
export function decided(settings: Settings, kind: NameKind, key: string, meaning: string): Settings {
  const { [key]: _, ...rest } = settings[kind];
  return { ...settings, [kind]: meaning ? { ...rest, [key]: meaning } : rest };
}

/** Each meaning belongs to one column: whoever gives it to another takes it from the first. */
export function mapped(mapping: readonly string[], column: number, field: string): string[] {
  return mapping.map((one, index) => (index === column ? field : one === field ? "" : one));
}

export interface Wanted {
  readonly from: string;
  readonly to: string;
  readonly hall: string;
  readonly club: string;
}
export function exportAddress(kind: "csv" | "xlsx" | "ics", wanted: Wanted): string {
  const asked = Object.entries(wanted).filter(([, value]) => value);
  return `/api/export.${kind}?${new URLSearchParams(asked)}`;
}
