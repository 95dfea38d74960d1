/** Halls side by side. Pure. */

import type { HallUse } from "../../shared/usage/shapes";

export const ORDERS = ["leer", "andrang", "genutzt", "name"] as const;
export type Order = (typeof ORDERS)[number];
export const orderOf = (text: string | undefined): Order => ORDERS.find((one) => one === text) ?? "leer";

/** Parts of a hall's open time, in order, that add up to it. */
export interface Parts {
  used: number;
  empty: number;
  unknown: number;
  free: number;
}
export function partsOf(hall: HallUse): Parts {
  const all = Math.max(hall.open_h, hall.booked_h, 0.001);
  const share = (hours: number): number => Math.max(0, hours) / all;
  return { used: share(hall.used_h), empty: share(hall.empty_h), unknown: share(hall.unknown_h), free: share(all - hall.booked_h) };
}
export const emptyShare = ({ use_share }: HallUse): number => (use_share === null ? -1 : 1 - use_share);

/** What is not known stands last, whatever is asked for. */
export function sorted(halls: readonly HallUse[], order: Order): HallUse[] {
  const by: Record<Exclude<Order, "name">, (hall: HallUse) => number> = { leer: emptyShare, andrang: (hall) => hall.prime_pressure ?? -1, genutzt: (hall) => hall.use_share ?? -1 };
  return [...halls].sort((a, b) => (order === "name" ? 0 : by[order](b) - by[order](a)) || a.name.localeCompare(b.name));
}
