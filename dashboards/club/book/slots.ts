/** A day's slots as rows: what is free one by one, what somebody has in one row, what is past in none. */

import type { ShownSlot } from "../../shared/api";
import { clock } from "../../shared/time";

export type PartOfDay = "morning" | "afternoon" | "evening";

export type Row =
  | { free: true; slot: ShownSlot }
  | { free: false; state: string; start_ms: number; end_ms: number; /** who has it, or why it is closed */ who: string[]; slots: ShownSlot[] };

export interface Group {
  part: PartOfDay;
  rows: Row[];
}

export function partOf(ms: number, zone: string): PartOfDay {
  const hour = Number(clock(ms, zone).slice(0, 2));
  if (hour < 12) return "morning";
  return hour < 17 ? "afternoon" : "evening";
}

const lines = (slot: ShownSlot): string[] => [...new Set(slot.why ? [slot.why] : slot.by.map(({ line }) => line))];

/** Neighbours that nobody can have for the same reason are one row: from when to when, and who has it. */
export function rowsOf(slots: readonly ShownSlot[]): Row[] {
  const rows: Row[] = [];
  for (const slot of slots) {
    if (slot.state === "past") continue;
    if (slot.state === "free") {
      rows.push({ free: true, slot });
      continue;
    }
    const last = rows.at(-1);
    const who = lines(slot);
    if (last && !last.free && last.state === slot.state && sharing(last.who, who)) {
      last.slots.push(slot);
      last.who = [...new Set([...last.who, ...who])];
      last.end_ms = Math.max(last.end_ms, until(slot));
    } else rows.push({ free: false, state: slot.state, start_ms: since(slot), end_ms: until(slot), who, slots: [slot] });
  }
  return rows;
}

const sharing = (some: readonly string[], others: readonly string[]): boolean => (!some.length && !others.length) || some.some((one) => others.includes(one));
const since = (slot: ShownSlot): number => (slot.by.length ? Math.min(...slot.by.map(({ start_ms }) => start_ms)) : slot.start_ms);
const until = (slot: ShownSlot): number => (slot.by.length ? Math.max(...slot.by.map(({ end_ms }) => end_ms)) : slot.end_ms);

export function groupsOf(slots: readonly ShownSlot[], zone: string): Group[] {
  const groups: Group[] = [];
  for (const row of rowsOf(slots)) {
    const part = partOf(row.free ? row.slot.start_ms : Math.max(row.start_ms, row.slots[0]?.start_ms ?? 0), zone);
    const group = groups.find((one) => one.part === part);
    if (group) group.rows.push(row);
    else groups.push({ part, rows: [row] });
  }
  return groups;
}
