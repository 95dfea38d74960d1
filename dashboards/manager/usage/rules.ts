/** The rules of use as the form changes and sends them: shares are typed as per cent, every hall has a line for its power. Pure. */

import type { UsageRules, UsageRulesBody } from "../../shared/usage/shapes";

export const KINDS = ["training", "match", "event", "school"] as const;

export interface Form {
  body: UsageRulesBody;
  underPct: number;
  surePct: number;
  power: { hall: string; light_w: number | null; heat_w: number | null }[];
}
const pct = (share: number): number => Math.round(share * 1000) / 10;
const share = (percent: number): number => Math.round(percent * 10) / 1000;

export function formOf(rules: UsageRules, halls: readonly string[]): Form {
  const { words: _words, may_change: _may, saved_ms: _ms, saved_by: _by, ...body } = structuredClone(rules);
  const known = new Set([...halls, ...body.power.map(({ hall }) => hall)]);
  const power = [...known].map((hall) => {
    const told = body.power.find((one) => one.hall === hall);
    return { hall, light_w: told?.light_w ?? null, heat_w: told?.heat_w ?? null };
  });
  const expected = Object.fromEntries(KINDS.map((kind) => [kind, body.expected[kind] ?? 10]));
  return { body: { ...body, expected: { ...body.expected, ...expected } }, underPct: pct(rules.under_share), surePct: pct(rules.min_probability), power };
}

/** What is sent; a hall of which nobody stated anything is left out. */
export function bodyOf({ body, underPct, surePct, power }: Form): UsageRulesBody {
  const stated = power.map(({ hall, light_w, heat_w }) => ({ hall, light_w: light_w || null, heat_w: heat_w || null }));
  return { ...body, under_share: share(underPct), min_probability: share(surePct), power: stated.filter(({ light_w, heat_w }) => light_w !== null || heat_w !== null) };
}
