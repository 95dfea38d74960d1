/** Plans in and out over HTTP. */

import { request, type Schemas } from "../../shared/api";

export type Import = Schemas["PlanImportOut"];
export type Detail = Schemas["PlanImportDetail"];
export type Settings = Detail["settings"];
export type Unknown = Detail["unknown_halls"][number];
export type Row = Schemas["PlanImportRowOut"];
export type Rows = Schemas["PlanImportRowsOut"];
export type Show = "problems" | "all";
export type OnConflict = "skip" | "refuse";
export type Club = { id: string; name: string };

/** So many rows are shown at a time. */
export const PAGE = 50;

const of = (one: string) => ({ values: { one } });

export const exchangeApi = {
  list: () => request("get", "/api/imports"),
  send: (file: File) => request("post", "/api/imports", { query: { name: file.name.slice(-120) }, file }),
  read: (one: string) => request("get", "/api/imports/{one}", of(one)),
  rows: (one: string, show: Show, offset: number) => request("get", "/api/imports/{one}/rows", { ...of(one), query: { show, offset: String(offset), limit: String(PAGE) } }),
  change: (one: string, body: Settings) => request("put", "/api/imports/{one}", { ...of(one), body }),
  apply: (one: string, onConflict: OnConflict) => request("post", "/api/imports/{one}/apply", { ...of(one), body: { on_conflict: onConflict } }),
  undo: (one: string) => request("post", "/api/imports/{one}/undo", of(one)),
  stop: (one: string) => request("post", "/api/imports/{one}/stop", of(one)),
  drop: (one: string) => request("delete", "/api/imports/{one}", of(one)),
  clubs: () => request("get", "/api/clubs"),
};
