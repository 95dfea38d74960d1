import type { Schemas } from "../../shared/api";
import { translator } from "../../shared/lang.svelte";
import { data } from "../../shared/messages/data";

export const td = translator(data);
export type Exchange = Schemas["ExchangeOut"];
export type SourceFrom = Schemas["SourceFromOut"];
export type SourceWish = Schemas["ExchangeSourceBody"];

const KINDS = ["event", "offer", "club", "session", "date", "facility", "slot", "project"] as const;

/** `3 Veranstaltungen · 2 Mithelfen`: how much there is of each kind, the empty ones left out. */
export function counted(counts: Readonly<Record<string, number>>): string {
  return KINDS.filter((kind) => counts[kind]).map((kind) => `${String(counts[kind])} ${td(kind)}`).join(" · ");
}

/** Cents as people enter euros, and back; null: nobody says. */
export const euros = (cents: number | null): string => (cents === null ? "" : (cents / 100).toFixed(2).replace(".", ","));
export function cents(text: string): number | null {
  const found = Number(text.trim().replace(",", "."));
  return text.trim() && Number.isFinite(found) && found >= 0 ? Math.round(found * 100) : null;
}
