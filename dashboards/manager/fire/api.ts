/** Zones, tests, drills and the plan of a site over HTTP. */

import { post, request, type Schemas } from "../../shared/api";

export type Plan = Schemas["PlanOut"];
export type PlanBody = Schemas["PlanBody"];
export type Room = Schemas["RoomShape"];
export type Point = Schemas["PointShape"];
export type Proposal = Schemas["ProposalOut"];

export const fire = {
  plan: (site: string) => request("get", "/api/sites/{site}/plan", { values: { site } }),
  setPlan: (site: string, plan: PlanBody) => request("put", "/api/sites/{site}/plan", { values: { site }, body: plan }),
  silence: (device: string) => post("/api/fire/{device}/silence", undefined, { device }),
  reset: (device: string) => post("/api/fire/{device}/reset", { alarm: "" }, { device }),
  disable: (device: string, wanted: Schemas["DisableBody"]) => post("/api/fire/{device}/disable", wanted, { device }),
  enable: (device: string, off: string) => post("/api/fire/{device}/enable", { off }, { device }),
  renew: (device: string, off: string, until_ms: number) => post("/api/fire/{device}/renew", { off, until_ms }, { device }),
  walk: (device: string, zone: string, on: boolean, minutes: number) => post("/api/fire/{device}/walk", { zone, on, minutes }, { device }),
  delay: (device: string, zone: string, on: boolean) => post("/api/fire/{device}/delay", { zone, on }, { device }),
  selftest: (device: string, c: string) => post("/api/fire/{device}/selftest", { c }, { device }),
  drill: (site: string, on: boolean) => post("/api/sites/{site}/drill", { on }, { site }),
  proposals: () => request("get", "/api/fire/proposals"),
  decide: (booking: string, word: "accept" | "dismiss") =>
    word === "accept" ? post("/api/fire/proposals/{booking}/accept", undefined, { booking }) : post("/api/fire/proposals/{booking}/dismiss", undefined, { booking }),
};
