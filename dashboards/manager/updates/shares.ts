/** Shares of a rollout, as people type them: rising, and 100 in the end. */

/** None where they do not rise or do not end at 100. */
export function sharesOf(text: string): number[] | null {
  const shares = text.split(/[\s,;%]+/).filter(Boolean).map(Number);
  const rising = shares.every((share, index) => Number.isInteger(share) && share >= 1 && share > (shares[index - 1] ?? 0));
  return rising && shares.length <= 8 && shares.at(-1) === 100 ? shares : null;
}

/** `nordpark-3: back no connection` taken apart; a name alone is the person who stopped it. */
export function reasonOf(reason: string): { device: string; state: string; why: string } | null {
  const found = /^([a-z0-9-]+): (back|refused|silent) ?(.*)$/.exec(reason);
  return found ? { device: found[1] ?? "", state: found[2] ?? "", why: found[3] ?? "" } : null;
}
