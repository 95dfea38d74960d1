import type { Kiosk } from "../../shared/generated/screens";
import { translator } from "../../shared/lang.svelte";
import { kioskMore } from "../../shared/messages/kiosk_more";

export const t = translator(kioskMore);

/** The steps of the menu, beside those about keys. */
const STEPS: ReadonlySet<Kiosk["step"]> = new Set<Kiosk["step"]>(["more", "offers", "ideas", "idea_write", "idea_done", "projects"]);
export const inMenu = (step: Kiosk["step"] | null | undefined): boolean => step !== null && step !== undefined && STEPS.has(step);
