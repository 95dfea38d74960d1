/** The roster over HTTP. */

import { post, request, type Schemas } from "../../shared/api";

export type DutyBook = Schemas["DutyOut"];
export type Shift = Schemas["ShiftOut"];
export type ShiftBody = Schemas["ShiftBody"];
export type Stretch = Schemas["StretchOut"];
export type OnCall = Schemas["OnCallOut"];
export type StandInBody = Schemas["StandInBody"];

export const roster = {
  read: () => request("get", "/api/duty"),
  addShift: (shift: ShiftBody) => post("/api/duty/shifts", shift),
  setShift: (shift: string, body: ShiftBody) => request("put", "/api/duty/shifts/{shift}", { values: { shift }, body }),
  dropShift: (shift: string) => request("delete", "/api/duty/shifts/{shift}", { values: { shift } }),
  setChain: (people: string[]) => request("put", "/api/duty/chain", { body: { people } satisfies Schemas["ChainBody"] }),
  standIn: (wanted: StandInBody) => post("/api/duty/stand-ins", wanted),
  dropStandIn: (id: string) => request("delete", "/api/duty/stand-ins/{stand_in}", { values: { stand_in: id } }),
};
