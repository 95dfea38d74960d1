import type { Schemas } from "../../shared/api";
import { translator } from "../../shared/lang.svelte";
import { openData } from "../../shared/messages/open_data";

export const to = translator(openData);
export type OpenData = Schemas["OpenDataOut"];
export type DatasetSet = Schemas["DatasetOut"];
export type DataKey = Schemas["DataKeyOut"];
export type Publisher = Required<Schemas["PublisherBody"]>;
export type Rights = DatasetSet["rights"];

export const RIGHTS: readonly Rights[] = ["public", "key", "off"];
export const FIELDS = ["place", "area", "mail", "homepage", "contributor"] as const;
const NEEDED = ["area", "contributor"] as const;

/** What GovData wants and nobody entered, in words. */
export function missing(said: Publisher): string {
  return NEEDED.filter((name) => !said[name]).map((name) => to(name)).join(", ");
}

/** How a key stands: ended by somebody, run out, or until when it holds. */
export function standing(key: DataKey, nowMs: number, when: (ms: number) => string): string {
  if (key.revoked_ms !== null) return to("ended");
  return key.expires_ms <= nowMs ? to("over", { when: when(key.expires_ms) }) : to("until", { when: when(key.expires_ms) });
}
