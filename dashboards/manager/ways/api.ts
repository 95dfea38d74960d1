/** The ways of the person who asks, over HTTP. */

import { post, request, type Schemas } from "../../shared/api";

export type Ways = Schemas["WaysOut"];
export type Way = Schemas["WayOut"];
export type WayBody = Schemas["WayBody"];
export type Quiet = Schemas["QuietBody"];

export const waysApi = {
  read: () => request("get", "/api/ways"),
  add: (way: WayBody) => post("/api/ways", way),
  verify: (way: string, code: string | null) => post("/api/ways/{way}/verify", { code }, { way }),
  drop: (way: string) => request("delete", "/api/ways/{way}", { values: { way } }),
  setQuiet: (quiet: Quiet) => request("put", "/api/ways/quiet", { body: quiet }),
};
