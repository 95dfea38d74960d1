/** The ways of the person who asks, over HTTP. */

import { post, request, type Schemas } from "../../shared/api";

export type Ways = Schemas["WaysOut"];
export type Way = Schemas["WayOut"];
export type WayBody = Schemas["WayBody"];
export type Quiet = Schemas["QuietBody"];

/** Kinds that a service carries, each with an example of its address. */
export const GATEWAYS = {
  sms: "twilio://SID:TOKEN@+491715550000/{to}",
  email: "mailtos://name:passwort@smtp.stadt.example?to={to}",
  signal: "signal://signal.stadt.example:8080/+491715550000/{to}",
  pushover: "pover://{to}@TOKEN",
  ntfy: "ntfys://ntfy.stadt.example/{to}",
  matrix: "matrixs://name:passwort@chat.stadt.example/{to}",
} as const satisfies Partial<Record<Way["kind"], string>>;

export const waysApi = {
  read: () => request("get", "/api/ways"),
  add: (way: WayBody) => post("/api/ways", way),
  verify: (way: string, code: string | null) => post("/api/ways/{way}/verify", { code }, { way }),
  drop: (way: string) => request("delete", "/api/ways/{way}", { values: { way } }),
  gateways: () => request("get", "/api/alert-gateways"),
  setGateway: (kind: keyof typeof GATEWAYS, template: string) => request("put", "/api/alert-gateways/{kind}", { values: { kind }, body: { template } }),
  setQuiet: (quiet: Quiet) => request("put", "/api/ways/quiet", { body: quiet }),
};
