import type { Schemas } from "../../shared/api";
import { translator } from "../../shared/lang.svelte";
import { parking } from "../../shared/messages/parking";

export const tp = translator(parking);
export type CarPark = Schemas["CarParkOut"];
export type Sensor = Schemas["SpaceSensorOut"];
export const KINDS = ["match", "event"] as const;
export const SPACE_KINDS = ["normal", "disabled", "charging", "bus", "bike"] as const;
export const SEV = { free: "ok", few: "warn", full: "crit", unknown: "unknown" } as const;

/** How a kind of spaces stands, in words. */
export function counted(kind: Schemas["SpacesOfKindOut"]): string {
  const { spaces, free, unknown } = kind;
  if (unknown === spaces) return tp("notKnown");
  return unknown ? tp("atLeast", { free, spaces, unknown }) : tp("ofFree", { free, spaces });
}
