import type { Schemas } from "../../shared/api";
import { translator } from "../../shared/lang.svelte";
import { ideas } from "../../shared/messages/ideas";

export const ti = translator(ideas);
export type Idea = Schemas["IdeaOut"];
export type Shelf = "fresh" | "shown" | "answered" | "hidden";

/** Where the office finds an idea: what waits for it comes first. */
export function shelfOf(idea: Idea): Shelf {
  if (idea.state === "new") return "fresh";
  if (idea.state === "hidden") return "hidden";
  return idea.answer ? "answered" : "shown";
}
export const SHELVES: readonly Shelf[] = ["fresh", "shown", "answered", "hidden"];
