/** The plan of halls over HTTP. */

import { post, request, type Schemas } from "../../shared/api";

export type Grid = Schemas["GridOut"];
export type GridHall = Schemas["GridHall"];
export type GridDay = Schemas["GridDay"];
export type GridBooking = Schemas["GridBooking"];
export type Decision = Schemas["DecisionOut"];
export type SeriesPlan = Schemas["SeriesPlanOut"];
export type Moved = Pick<GridBooking, "hall" | "sections" | "start_ms" | "end_ms">;

export const plan = {
  grid: (from: string, days: number, site: string, hall: string) => request("get", "/api/grid", { query: { from, days: String(days), ...(site ? { site } : {}), ...(hall ? { hall } : {}) } }),
  find: (q: string) => request("get", "/api/grid/find", { query: { q } }),
  history: (booking: string) => request("get", "/api/bookings/{booking}/history", { values: { booking } }),
  slotHistory: (one: Moved) =>
    request("get", "/api/slots/history", { query: { hall: one.hall, section: String(Math.min(...one.sections)), from: String(one.start_ms), to: String(one.end_ms) } }),
  move: (booking: string, to: Moved, why: string) => request("patch", "/api/bookings/{booking}", { values: { booking }, body: { ...to, why } }),
  edit: (booking: string, body: Partial<Schemas["MoveBody"]>) => request("patch", "/api/bookings/{booking}", { values: { booking }, body }),
  cancel: (booking: string, why: string) => request("delete", "/api/bookings/{booking}", { values: { booking }, query: { why } }),
  book: (body: Partial<Schemas["WishBody"]>) => request("post", "/api/bookings", { body }),
  bookSeries: (body: Partial<Schemas["SeriesBody"]>) => request("post", "/api/series", { body }),
  changeSeries: (series: string, body: Partial<Schemas["ChangeBody"]>) => request("patch", "/api/series/{series}", { values: { series }, body }),
  requests: () => request("get", "/api/requests"),
  approve: (id: string, why: string) => post("/api/requests/{request_id}/approve", { why }, { request_id: id }),
  decline: (id: string, why: string) => post("/api/requests/{request_id}/decline", { why }, { request_id: id }),
  offer: (booking: string, whom: string) => post("/api/bookings/{booking}/offer", { note: "", to: whom || null }, { booking }),
  withdraw: (booking: string) => request("delete", "/api/bookings/{booking}/offer", { values: { booking } }),
  giveBack: (booking: string) => request("post", "/api/bookings/{booking}/give-back", { values: { booking } }),
  endSeries: (series: string, from: string, why: string) => request("delete", "/api/series/{series}", { values: { series }, query: { from_date: from, why } }),
};
