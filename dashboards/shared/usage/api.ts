/** The use of halls over HTTP. */

import { post, request } from "../api";
import type { Explained, Measure, ProposalKind, UsageRulesBody, Verdict } from "./shapes";
import type { Span } from "./spans";

/** What is empty is not asked for. */
const filled = (query: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ""));

export interface SlotFilter extends Span {
  hall: string;
  club: string;
  verdict: Verdict | "";
  after: string;
}

export const usageApi = {
  halls: (span: Span) => request("get", "/api/usage/halls", { query: { ...span } }),
  day: (hall: string, day: string) => request("get", "/api/usage/halls/{hall}/day", { values: { hall }, query: { day } }),
  heat: (hall: string, measure: Measure, span: Span) => request("get", "/api/usage/heat", { query: filled({ hall, measure, ...span }) }),
  clubs: (span: Span) => request("get", "/api/usage/clubs", { query: { ...span } }),
  slots: (wanted: SlotFilter, limit: number) => request("get", "/api/usage/slots", { query: filled({ ...wanted, limit: String(limit) }) }),
  explain: (slot: string, word: Explained, text: string) => post("/api/usage/slots/{slot}/explanation", { word, text }, { slot }),
  rights: () => request("get", "/api/usage/rights"),
  propose: (series: string, wanted: { kind: ProposalKind; from: string; to: string; text: string }) => post("/api/usage/rights/{series}/proposal", wanted, { series }),
  proposals: () => request("get", "/api/usage/proposals"),
  answer: (proposal: string, accept: boolean, text: string) => post("/api/usage/proposals/{proposal}/answer", { accept, text }, { proposal }),
  carryOut: (proposal: string) => post("/api/usage/proposals/{proposal}/carry_out", undefined, { proposal }),
  withdraw: (proposal: string) => post("/api/usage/proposals/{proposal}/withdraw", undefined, { proposal }),
  rules: () => request("get", "/api/usage/rules"),
  saveRules: (body: UsageRulesBody) => request("put", "/api/usage/rules", { body }),
  unusual: (hall: string, span: Span) => request("get", "/api/usage/unusual", { query: filled({ hall, ...span }) }),
  forecast: (hall: string) => request("get", "/api/usage/forecast", { query: { hall } }),
  hints: (span: Span) => request("get", "/api/usage/hints", { query: { ...span } }),
  sensors: () => request("get", "/api/usage/sensors"),
};
