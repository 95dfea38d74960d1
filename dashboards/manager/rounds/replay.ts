/** Who gains and who loses in a replay. Pure. */

interface Changed {
  change: number;
}
const NOTHING_H = 1 / 8;

/** -1, 0 or 1; half a quarter of an hour is nothing. */
export const changeOf = ({ change }: Changed): number => (Math.abs(change) < NOTHING_H ? 0 : Math.sign(change));

export function countsOf(clubs: readonly Changed[]): { more: number; less: number; same: number } {
  const count = (sign: number): number => clubs.filter((one) => changeOf(one) === sign).length;
  return { more: count(1), less: count(-1), same: count(0) };
}
