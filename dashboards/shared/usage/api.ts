/** The use of halls over HTTP. */

import { request } from "../api";
import type { AirHint, ClubUse, EnergyHint, Explained, Forecast, HallUse, HeatMap, Measure, Proposal, ProposalKind, Right, SensorHealth, Unusual, UsageRules, UsageRulesBody, UsedDay, UsedSlot, Verdict } from "./shapes";
import type { Span } from "./spans";

type Ask = <T>(method: string, path: string, sent?: { values?: Record<string, string>; query?: Record<string, string>; body?: unknown }) => Promise<T>;
const ask = request as unknown as Ask;
const filled = (query: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));

export interface SlotFilter extends Span {
  hall: string;
  club: string;
  verdict: Verdict | "";
  after: string;
}

interface Proposals {
  proposals: Proposal[];
}

export const usageApi = {
  halls: (span: Span) => ask<{ halls: HallUse[] }>("get", "/api/usage/halls", { query: { ...span } }),
  day: (hall: string, day: string) => ask<UsedDay>("get", "/api/usage/halls/{hall}/day", { values: { hall }, query: { day } }),
  heat: (hall: string, measure: Measure, span: Span) => ask<HeatMap>("get", "/api/usage/heat", { query: filled({ hall, measure, ...span }) }),
  clubs: (span: Span) => ask<{ clubs: ClubUse[] }>("get", "/api/usage/clubs", { query: { ...span } }),
  slots: (wanted: SlotFilter, limit: number) => ask<{ slots: UsedSlot[]; next: string | null }>("get", "/api/usage/slots", { query: filled({ ...wanted, limit: String(limit) }) }),
  explain: (slot: string, word: Explained, text: string) => ask<UsedSlot>("post", "/api/usage/slots/{slot}/explanation", { values: { slot }, body: { word, text } }),
  rights: () => ask<{ rights: Right[] }>("get", "/api/usage/rights"),
  propose: (series: string, wanted: { kind: ProposalKind; from: string; to: string; text: string }) =>
    ask<Proposals>("post", "/api/usage/rights/{series}/proposal", { values: { series }, body: wanted }),
  proposals: () => ask<Proposals>("get", "/api/usage/proposals"),
  answer: (proposal: string, accept: boolean, text: string) => ask<Proposals>("post", "/api/usage/proposals/{proposal}/answer", { values: { proposal }, body: { accept, text } }),
  carryOut: (proposal: string) => ask<Proposals>("post", "/api/usage/proposals/{proposal}/carry_out", { values: { proposal } }),
  withdraw: (proposal: string) => ask<Proposals>("post", "/api/usage/proposals/{proposal}/withdraw", { values: { proposal } }),
  rules: () => ask<UsageRules>("get", "/api/usage/rules"),
  saveRules: (body: UsageRulesBody) => ask<UsageRules>("put", "/api/usage/rules", { body }),
  unusual: (hall: string, span: Span) => ask<{ events: Unusual[] }>("get", "/api/usage/unusual", { query: filled({ hall, ...span }) }),
  forecast: (hall: string, span: Span) => ask<Forecast>("get", "/api/usage/forecast", { query: { hall, ...span } }),
  hints: (span: Span) => ask<{ energy: EnergyHint[]; air: AirHint[] }>("get", "/api/usage/hints", { query: { ...span } }),
  sensors: () => ask<{ sensors: SensorHealth[] }>("get", "/api/usage/sensors"),
};
