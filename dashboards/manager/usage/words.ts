import { translator } from "../../shared/lang.svelte";
import { usage_office } from "../../shared/messages/usage_office";
import { sureWords } from "../../shared/usage/words";

export const to = translator(usage_office);

const SIGNS = ["count", "passed", "radar", "motion", "light", "air", "key", "night", "closed"] as const;
const sign = (word: string): string => {
  const known = SIGNS.find((one) => one === word);
  return known ? to(`sign_${known}`) : word;
};
/** "sehr sicher, 98 %: gezählt, Radar" */
export const standsOn = (sure: number, signs: readonly string[]): string =>
  signs.length ? to("standsOn", { sure: sureWords(sure), signs: signs.map(sign).join(", ") }) : to("nothingStands");
