import { tc } from "../../shared/lang.svelte";
import { list } from "../words";
import { to } from "./words";

/** "Drittel 2 und 3", "ganze Halle"; nothing where the hall has but one part */
export function sectionsOf(sections: readonly number[], count: number): string {
  if (count < 2 || !sections.length) return "";
  if (sections.length >= count) return tc("whole");
  const names = list(sections);
  if (count === 3) return tc("sectionNames", { list: names });
  return count === 2 ? tc("sectionNamesHalf", { list: names }) : to("partWord", { list: names });
}
