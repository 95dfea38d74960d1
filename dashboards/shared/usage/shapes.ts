/** How the use of halls is told over HTTP. Hours are hours of a whole hall, shares 0 … 1, weekdays begin with Monday as 0. */

import type { Schemas } from "../api";

export const VERDICTS = ["no_show", "under_used", "used", "unbooked", "unknown"] as const satisfies readonly Schemas["Verdict"][];
export type Verdict = Schemas["Verdict"];
export type Explained = Schemas["ExplanationBody"]["word"];
export const EXPLANATIONS = ["illness", "heating", "away", "cancelled_late", "counted_wrong", "other"] as const satisfies readonly Explained[];
export type Measure = Schemas["Measure"];
export const MEASURES = ["empty", "busy", "booked", "people", "pressure"] as const satisfies readonly Measure[];

export type HallUse = Schemas["HallUseOut"];
export type UsedDay = Schemas["HallDayOut"];
export type HeatMap = Schemas["HeatOut"];
export type HeatCell = Schemas["HeatCellOut"];
export type ClubUse = Schemas["ClubUseOut"];
export type Reason = Schemas["ReasonOut"];
export type UsedSlot = Schemas["SlotUseOut"];
export type ProposalKind = Schemas["UseProposalBody"]["kind"];
export const PROPOSAL_KINDS = ["lend", "release"] as const satisfies readonly ProposalKind[];
export type Proposal = Schemas["UseProposalOut"];
export type Right = Schemas["RightUseOut"];
export type Unusual = Schemas["UnusualOut"];
export type Forecast = Schemas["ForecastOut"];
export type EnergyHint = Schemas["EnergyHintOut"];
export type AirHint = Schemas["AirHintOut"];
export type SensorHealth = Schemas["SensorOut"];
export type UsageRules = Schemas["UsageRulesOut"];
export type UsageRulesBody = Schemas["UsageRulesBody"];
