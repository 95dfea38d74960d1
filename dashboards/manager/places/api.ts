/** Places over HTTP. */

import { post, request, type Schemas } from "../../shared/api";

export type Places = Schemas["PlacesOut"];
export type Site = Places["sites"][number];
export type Place = Site["halls"][number];
export type Part = Place["parts"][number];
export type Hours = Place["hours"];
export type Facts = Place["facts"];
export type Door = Site["doors"][number];
export type Closure = Places["closures"][number];
export type Calendar = Places["calendars"][number];
export type Times = Schemas["TimesBody"];
export type SiteOutputs = Schemas["SiteOutputsOut"];
export type Outside = Schemas["OutsideOut"];
export type HallBody = Schemas["HallBody"];
export type HoursBody = Pick<Schemas["HoursBody"], "seasons" | "named" | "holidays"> & { dry: boolean };
export type ClosureBody = Schemas["ClosureBody"];

export const placesApi = {
  read: () => request("get", "/api/places"),
  addHall: (body: Schemas["NewHallBody"]) => post("/api/places/halls", body),
  setHall: (hall: string, body: HallBody) => request("put", "/api/places/halls/{hall}", { values: { hall }, body }),
  dropHall: (hall: string) => request("delete", "/api/places/halls/{hall}", { values: { hall } }),
  setParts: (hall: string, parts: Part[]) => request("put", "/api/places/halls/{hall}/parts", { values: { hall }, body: { parts } }),
  setHours: (hall: string, body: HoursBody) => request("put", "/api/places/halls/{hall}/hours", { values: { hall }, body }),
  setFacts: (hall: string, body: Facts) => request("put", "/api/places/halls/{hall}/facts", { values: { hall }, body }),
  setSite: (site: string, body: Schemas["SiteBody"]) => request("put", "/api/places/sites/{site}", { values: { site }, body }),
  outputs: (site: string) => request("get", "/api/sites/{site}/outputs", { values: { site } }),
  setOutputs: (site: string, times: Record<string, Times>) => request("put", "/api/sites/{site}/outputs", { values: { site }, body: { times } }),
  addHoliday: (name: string, first: string, last: string) => post("/api/holidays", { name, kind: "public", days: [{ name, first, last }] }),
  setDoors: (site: string, doors: Door[]) => request("put", "/api/places/sites/{site}/doors", { values: { site }, body: { doors } }),
  close: (body: ClosureBody) => post("/api/closures", body),
  reopen: (closure: string) => request("delete", "/api/closures/{closure}", { values: { closure } }),
  takeIn: (body: Schemas["CalendarBody"]) => post("/api/holidays/import", body),
  dropCalendar: (calendar: string) => request("delete", "/api/holidays/{calendar}", { values: { calendar } }),
};
