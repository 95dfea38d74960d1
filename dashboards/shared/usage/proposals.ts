/** Proposals about weekly rights: how they stand, in words with a shape. */

import type { Sev } from "../components/sev";
import { translator } from "../lang.svelte";
import { usage_rights } from "../messages/usage_rights";

export const tp = translator(usage_rights);

const STATES: Readonly<Record<string, [Sev, "made" | "accepted" | "objected" | "done" | "withdrawn"]>> = {
  made: ["info", "made"],
  accepted: ["ok", "accepted"],
  objected: ["warn", "objected"],
  done: ["ok", "done"],
  withdrawn: ["unknown", "withdrawn"],
};
export const proposalSev = (state: string): Sev => STATES[state]?.[0] ?? "unknown";
export function proposalWord(state: string): string {
  const word = STATES[state]?.[1];
  return word ? tp(word) : state;
}
export const isOpen = (state: string): boolean => ["made", "accepted", "objected"].includes(state);
export const dateCount = (n: number): string => (n === 1 ? tp("oneDate") : tp("dates", { n }));
