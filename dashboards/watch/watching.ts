/** Whether a stream goes on, judged by the clock of its player. */
export interface Seen {
  /** Where the player stood, in seconds. */
  at: number;
  /** For how long it has stood there, in milliseconds. */
  stillMs: number;
}

export const STILL_MS = 6_000;

/** Look once more; `ask`: the server should be asked what is going on. Whoever paused by hand is left alone. */
export function next(seen: Seen, now: { at: number; paused: boolean; ms: number }): { seen: Seen; ask: boolean } {
  if (now.paused || now.at !== seen.at) return { seen: { at: now.at, stillMs: 0 }, ask: false };
  const stillMs = seen.stillMs + now.ms;
  return stillMs >= STILL_MS ? { seen: { at: now.at, stillMs: 0 }, ask: true } : { seen: { at: now.at, stillMs }, ask: false };
}
