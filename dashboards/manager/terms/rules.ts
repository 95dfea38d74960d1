/** The booking rules as the page changes and sends them. Pure. */

import type { Schemas } from "../../shared/api";

export type Policy = Schemas["BookingPolicyOut"];
export type PolicyBody = Schemas["BookingPolicyBody"];
export type Entry = Schemas["EntryBody"];
export type Quota = Schemas["QuotaBody"];
export type Group = Policy["groups"][number]["group"];

export const KINDS = ["training", "match", "event", "school"] as const;
export const GROUPS = ["school", "club", "other"] as const;

const entryOf = ({ approval, ahead_days, cancel_min, move_min }: Entry): Entry => ({ approval: { ...approval }, ahead_days, cancel_min, move_min });

/** What is sent: the rules without their words. */
export function bodyOf(policy: Policy): PolicyBody {
  return {
    rev: policy.rev,
    groups: policy.groups.map(({ group, entry, quota }) => ({ group, entry: entryOf(entry), quota: { coming: quota.coming, week_min: quota.week_min, prime_min: quota.prime_min } })),
    places: policy.places.map(({ place, group, entry }) => ({ place, group, entry: entryOf(entry) })),
    lending: { ...policy.lending },
    waiting: { ...policy.waiting },
    prime_from: policy.prime_from,
    prime_to: policy.prime_to,
    children_until: policy.children_until,
  };
}

/** The kinds with one put in or left out, in their usual order. */
export function withKind(kinds: Entry["approval"]["kinds"], kind: (typeof KINDS)[number], on: boolean): (typeof KINDS)[number][] {
  return KINDS.filter((one) => (one === kind ? on : (kinds ?? []).includes(one)));
}

/** A place begins with the rules of its group; null where it has its own already. */
export function placeOf(policy: Policy, place: string, name: string, group: Group): Policy["places"][number] | null {
  const own = policy.places.some((one) => one.place === place && one.group === group);
  const like = policy.groups.find((one) => one.group === group);
  return own || !like || !place ? null : { place, name, group, entry: entryOf(like.entry), words: [] };
}
