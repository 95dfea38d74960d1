/** Rounds over HTTP. */

import { post, request, type Schemas } from "../api";

export type Round = Schemas["RoundOut"];
export type RoundBody = Schemas["RoundBody"];
export type Wish = Schemas["RoundWishOut"];
export type WishBody = Schemas["RoundWishBody"];
export type Proposal = Schemas["RoundProposalOut"];
export type WeekHall = Schemas["RoundHallOut"];
export type Assignment = Schemas["AssignmentOut"];
export type Edit = Schemas["RoundEditOut"];
export type EditBody = Schemas["AssignmentBody"];
export type Published = Schemas["PublishOut"];
export type Objection = Schemas["ObjectionOut"];
export type Replay = Schemas["ReplayOut"];
export type Weights = Round["weights"];

/** What a computer works at while somebody waits. */
const SLOW_MS = 120_000;
const at = (season: string) => ({ values: { season } });

export const rounds = {
  all: () => request("get", "/api/rounds"),
  one: (round: string) => request("get", "/api/rounds/{season}", at(round)),
  open: (body: RoundBody) => post("/api/rounds", body),
  change: (round: string, body: RoundBody) => request("put", "/api/rounds/{season}", { ...at(round), body }),
  close: (round: string) => request("post", "/api/rounds/{season}/close", at(round)),
  reopen: (round: string) => request("post", "/api/rounds/{season}/reopen", at(round)),
  propose: (round: string, keep: boolean) => post("/api/rounds/{season}/propose", { keep }, { season: round }),
  publish: (round: string, skip: boolean, dry: boolean) => request("post", "/api/rounds/{season}/publish", { ...at(round), query: dry ? { dry: "true" } : {}, body: { skip }, withinMs: SLOW_MS }),
  proposal: (round: string) => request("get", "/api/rounds/{season}/proposal", at(round)),
  wishes: (round: string) => request("get", "/api/rounds/{season}/wishes", at(round)),
  wish: (round: string, body: WishBody) => request("post", "/api/rounds/{season}/wishes", { ...at(round), body }),
  changeWish: (round: string, wish: string, body: WishBody) => request("put", "/api/rounds/{season}/wishes/{round_wish}", { values: { season: round, round_wish: wish }, body }),
  dropWish: (round: string, wish: string) => request("delete", "/api/rounds/{season}/wishes/{round_wish}", { values: { season: round, round_wish: wish } }),
  edit: (round: string, wish: string, body: EditBody, dry: boolean) => request("put", "/api/rounds/{season}/assignments/{round_wish}", { values: { season: round, round_wish: wish }, query: dry ? { dry: "true" } : {}, body }),
  objections: (round: string) => request("get", "/api/rounds/{season}/objections", at(round)),
  object: (round: string, body: Schemas["ObjectionBody"]) => request("post", "/api/rounds/{season}/objections", { ...at(round), body }),
  answer: (round: string, objection: string, body: Schemas["ObjectionAnswerBody"]) => request("put", "/api/rounds/{season}/objections/{objection}", { values: { season: round, objection }, body }),
  replay: (round: string, weights: Weights) => request("post", "/api/rounds/{season}/replay", { ...at(round), body: { weights }, withinMs: SLOW_MS }),
};
