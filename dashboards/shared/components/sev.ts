/** ▲ Alarm, ◆ Warnung, ● Hinweis, ✓ gut; `unknown` never looks good. */
export type Sev = "crit" | "warn" | "info" | "ok" | "unknown";

const RANK: Record<Sev, number> = { crit: 0, warn: 1, info: 2, unknown: 3, ok: 4 };

export function bySev(a: Sev, b: Sev): number {
  return RANK[a] - RANK[b];
}

/** The contract's word as a shape; a word of tomorrow is a notice. */
export function sevOf(word: string): Sev {
  return word === "crit" || word === "warn" || word === "ok" ? word : "info";
}
