/** The policy as a table: four cells a situation. Pure. */

import type { Schemas } from "../../shared/api";

export type Policy = Schemas["PolicySaid"];
export type Order = Policy["orders"][number];
export type Situation = Order["situation"];
export type PolicyBody = Schemas["PolicyBody"];

export const ESCALATE_S = [0, 15, 30, 60, 120, 180, 300, 600, 1800] as const;
export const REMIND_S = [0, 60, 120, 300, 600, 1800, 3600, 14_400, 86_400] as const;

export const ordersOf = (policy: Policy, situation: Situation): Order[] => policy.orders.filter((one) => one.situation === situation);

const same = (a: Order, b: Order): boolean =>
  a.whom === b.whom && a.urgency === b.urgency && a.escalate_s === b.escalate_s && a.remind_s === b.remind_s;

/** Whether day and night, empty and occupied make no difference. */
export const uniform = (orders: readonly Order[]): boolean => orders.every((one) => orders[0] !== undefined && same(one, orders[0]));

/** The choices of a list, with the value that stands there now. */
export const withNow = (choices: readonly number[], now: number): number[] => [...new Set([...choices, now])].sort((a, b) => a - b);

/** The sentence without its head "Voralarm, nachts, Halle leer: ". */
export function withoutHead(sentence: string): string {
  const at = sentence.indexOf(": ");
  return at < 0 ? sentence : sentence.slice(at + 2);
}

export function bodyOf(policy: Policy): PolicyBody {
  const orders = policy.orders.map(({ situation, night, occupied, whom, urgency, escalate_s, remind_s }) => ({ situation, night, occupied, whom, urgency, escalate_s, remind_s }));
  return { rev: policy.rev, orders, night: policy.night, nights: policy.nights, cooldown_s: policy.cooldown_s };
}
