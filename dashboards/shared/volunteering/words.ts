import { language, translator } from "../lang.svelte";
import { helping } from "../messages/helping";
import * as time from "../time";
import type { Occasion, OfferBody, Proposal } from "./api";

export const th = translator(helping);
export const TASKS = ["door", "first_aid", "camera", "cleaning", "key_service", "catering", "referee", "driving", "coaching", "setup", "other"] as const;
export const LANGUAGES = ["de", "en", "tr", "ar", "uk", "ru", "pl", "fa", "dgs"] as const;

export const taskOf = (role: Proposal["role"]): string => th(`task_${role}`);
export const people = (n: number): string => (n === 1 ? th("wantedOne") : th("wantedN", { n }));

/** "Sa 21.11., 17:15–18:30" */
export function when(fromMs: number, toMs: number, zone: string): string {
  return `${time.day(fromMs, zone, language.current)}, ${time.span(fromMs, toMs, zone)}`;
}

/** What a proposal becomes when it is taken as it is. */
export function bodyOf(occasion: Occasion, proposal: Proposal): OfferBody {
  return {
    title: `${taskOf(proposal.role)}: ${occasion.title}`.slice(0, 120),
    role: proposal.role,
    hall: occasion.hall,
    sport: occasion.sport,
    booking: occasion.booking,
    key: proposal.key,
    shifts: [{ id: "", from_ms: proposal.from_ms, to_ms: proposal.to_ms, wanted: proposal.wanted }],
  };
}
