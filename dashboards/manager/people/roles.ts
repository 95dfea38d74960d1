/** Roles of a person as they are edited: what each may be held for. */

import { CLUB_ROLES, SITE_ROLES, STAFF_ROLES, type Held } from "../../shared/accounts";

export const ALL_ROLES: readonly string[] = [...STAFF_ROLES, ...CLUB_ROLES];

/** The scopes a role may be held for; the empty one stands for all. */
export function scopesOf(role: string, sites: readonly string[], clubs: readonly string[]): string[] {
  if (SITE_ROLES.includes(role)) return ["", ...sites];
  if (role === "guest") return ["", ...clubs];
  return (CLUB_ROLES as readonly string[]).includes(role) ? [...clubs] : [""];
}

export const has = (held: readonly Held[], one: Held): boolean => held.some(({ role, scope }) => role === one.role && scope === one.scope);

export const without = (held: readonly Held[], one: Held): Held[] => held.filter(({ role, scope }) => role !== one.role || scope !== one.scope);

/** Whether what somebody looks for stands in a person's name, address or roles. */
export function matches(wanted: string, texts: readonly string[]): boolean {
  const words = wanted.toLocaleLowerCase("de").split(/\s+/).filter(Boolean);
  const all = texts.join(" ").toLocaleLowerCase("de");
  return words.every((word) => all.includes(word));
}
