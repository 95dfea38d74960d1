/** A guide as the contract tells it; the table itself is generated and fetched when somebody asks for it. */

import { placeOf } from "../route.svelte";

export interface GuideWords {
  readonly de: string;
  readonly en: string;
  readonly easy: string;
}
export type Room = "everybody" | "club" | "kiosk" | "office";
export interface GuideStep {
  readonly words: GuideWords;
  readonly wait: { readonly kind: "view" | "shown" | "gone" | "filled"; readonly target: string } | null;
  readonly screen: string;
}
export interface Guide {
  readonly id: string;
  readonly room: Room;
  readonly title: GuideWords;
  readonly need: GuideWords;
  readonly steps: readonly GuideStep[];
  readonly pages: readonly string[];
  readonly done: GuideWords;
  readonly start: string;
}

export const load = async (): Promise<readonly Guide[]> => (await import("../generated/guides")).GUIDES;

/** The task named in the address: `/club/?lotse=halle-buchen`. */
export const asked = (search: string): string => new URLSearchParams(search).get("lotse") ?? "";

/** Those that help here first, then the rest of a room. */
export function sorted(guides: readonly Guide[], rooms: readonly Room[], page: string): Guide[] {
  const here = guides.filter(({ room }) => rooms.includes(room));
  return [...here.filter(({ pages }) => pages.includes(page)), ...here.filter(({ pages }) => !pages.includes(page))];
}

/** Whether the page shows that a step is done. A step without `wait` is done when the person says so. */
export function isDone(step: GuideStep, page: ParentNode, hash: string): boolean {
  if (!step.wait) return false;
  const { kind, target } = step.wait;
  if (kind === "view") return isAt(target, hash);
  const found = [...page.querySelectorAll<HTMLElement>(target)];
  if (kind === "shown") return found.length > 0;
  if (kind === "gone") return found.length === 0;
  return found.some((one) => one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement || one instanceof HTMLSelectElement ? one.value.trim() !== "" : false);
}

/** `termine` is the view itself or what it shows of one; `termine/` is one of it. */
function isAt(target: string, hash: string): boolean {
  const place = placeOf(hash);
  const [view, of] = target.split("/");
  return place?.view === view && (of === undefined || place?.of !== "");
}
