/** The policy as a table: four cells a situation. Pure. */

import type { Schemas } from "../../shared/api";
import type { Lang } from "../../shared/messages/table";

export type Policy = Schemas["PolicySaid"];
export type Order = Policy["orders"][number];
export type Situation = Order["situation"];
export type PolicyBody = Schemas["PolicyBody"];

export const ESCALATE_S = [0, 15, 30, 60, 120, 180, 300, 600, 1800] as const;
export const REMIND_S = [0, 60, 120, 300, 600, 1800, 3600, 14_400, 86_400] as const;

export const ordersOf = (policy: Policy, situation: Situation): Order[] => policy.orders.filter((one) => one.situation === situation);

export interface Rule {
  sentence: string;
  cells: Order[];
}
/** Cells that say the same stand together, in the order of the table. */
export function rulesOf(orders: readonly Order[], lang: Lang): Rule[] {
  const rules = new Map<string, Order[]>();
  for (const one of orders) {
    const sentence = withoutHead(one.words[lang]);
    rules.set(sentence, [...(rules.get(sentence) ?? []), one]);
  }
  return [...rules].map(([sentence, cells]) => ({ sentence, cells }));
}

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
