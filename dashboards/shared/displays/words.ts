/** Posts in words. */

import type { Sev } from "../components/sev";
import { language, translator } from "../lang.svelte";
import { posts } from "../messages/posts";
import * as time from "../time";
import type { Post, PostKind, ShownDisplay } from "./shapes";

export const tp = translator(posts);

/** The most a headline and a text may have, and from where on they become small on the display. */
export const TITLE_MOST = 60;
export const TITLE_GOOD = 36;
export const TEXT_MOST = 200;
export const TEXT_GOOD = 110;

/** What a post is called: its German headline. */
export const titleOf = (post: Pick<Post, "texts">): string => post.texts["de"]?.title ?? "";
export const kindWord = (kind: PostKind): string => tp(`kind_${kind}`);
const day = (ms: number, nowMs: number, zone: string): string => time.clockOrDay(ms, nowMs, zone, language.current);

export type Shelf = "waiting" | "now" | "later" | "drafts" | "declined" | "over";
export const SHELVES: readonly Shelf[] = ["waiting", "now", "later", "drafts", "declined", "over"];
/** Where a post belongs in a list, by its state and the time. */
export function shelfOf(post: Pick<Post, "state" | "from_ms" | "to_ms">, nowMs: number): Shelf {
  if (post.state === "draft") return "drafts";
  if (post.state === "declined") return "declined";
  if (post.state === "over" || post.to_ms <= nowMs) return "over";
  if (post.state === "asked") return "waiting";
  return post.from_ms <= nowMs ? "now" : "later";
}

export function stateOf(post: Post, nowMs: number, zone: string): [Sev, string] {
  const words: Record<Shelf, [Sev, string]> = {
    waiting: ["info", tp("state_asked")],
    now: post.on ? ["ok", tp("state_live")] : ["info", nextOf(post, nowMs, zone)],
    later: ["info", tp("state_later", { time: day(post.from_ms, nowMs, zone) })],
    drafts: ["unknown", tp("state_draft")],
    declined: ["warn", tp("state_declined")],
    over: ["unknown", tp("state_over")],
  };
  return words[shelfOf(post, nowMs)];
}

/** Released, and not on just now: when it is on next in its club's hours. */
function nextOf(post: Post, nowMs: number, zone: string): string {
  const next = post.times.find(({ to_ms }) => to_ms > nowMs);
  return next ? tp("state_later", { time: day(Math.max(next.from_ms, nowMs), nowMs, zone) }) : tp("state_shown");
}

export function spanWords(post: Pick<Post, "from_ms" | "to_ms">, nowMs: number, zone: string): string {
  const from = day(post.from_ms, nowMs, zone);
  const to = time.isoDay(post.from_ms, zone) === time.isoDay(post.to_ms, zone) ? time.clock(post.to_ms, zone) : day(post.to_ms, nowMs, zone);
  return tp("span", { from, to });
}

/** What can be chosen as a place: halls by site, and single displays. */
export interface Places {
  sites: readonly { id: string; name: string; halls: readonly { id: string; name: string }[] }[];
  displays: readonly { device: string; title: string; site: string; halls: readonly string[] }[];
}
/** The places that displays stand for. */
export function placesOf(displays: readonly ShownDisplay[]): Places {
  const sites = new Map<string, { id: string; name: string; halls: Map<string, string> }>();
  for (const { site, site_name, halls, hall_names } of displays) {
    const here = sites.get(site) ?? { id: site, name: site_name, halls: new Map<string, string>() };
    halls.forEach((hall, index) => here.halls.set(hall, hall_names[index] ?? hall));
    sites.set(site, here);
  }
  return {
    sites: [...sites.values()].map(({ id, name, halls }) => ({ id, name, halls: [...halls].map(([hall, title]) => ({ id: hall, name: title })) })),
    displays: displays.map(({ device, title, site, halls }) => ({ device, title, site, halls })),
  };
}

/** A post, or what somebody is writing. */
type Where = Pick<Post, "all"> & Partial<Pick<Post, "sites" | "halls" | "displays">>;

/** "Sporthalle Nordpark, Halle Süd"; a whole site of several halls by its name. */
export function whereWords(post: Where, places: Places): string {
  if (post.all) return tp("everywhere");
  const left = new Set(post.halls ?? []);
  const names: string[] = (post.sites ?? []).map((site) => tp("wholeSite", { site: places.sites.find(({ id }) => id === site)?.name ?? site }));
  for (const site of places.sites) {
    if (site.halls.length < 2 || !site.halls.every(({ id }) => left.has(id))) continue;
    names.push(tp("wholeSite", { site: site.name }));
    for (const { id } of site.halls) left.delete(id);
  }
  const halls = places.sites.flatMap((site) => site.halls);
  names.push(...[...left].map((id) => halls.find((hall) => hall.id === id)?.name ?? id));
  names.push(...(post.displays ?? []).map((device) => tp("onlyDisplay", { name: places.displays.find((one) => one.device === device)?.title ?? device })));
  return names.join(", ");
}

/** The displays on which a post of these places is seen. */
export function devicesOf(post: Where, places: Places): string[] {
  const found = places.displays.filter(({ device, site, halls }) => post.all || post.sites?.includes(site) || post.displays?.includes(device) || halls.some((hall) => post.halls?.includes(hall)));
  return found.map(({ device }) => device);
}
