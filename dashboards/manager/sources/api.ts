/** Sources over HTTP. */

import { request, type Schemas } from "../../shared/api";

export type Source = Schemas["SourceOut"];
export type SourceBody = Schemas["SourceBody"];
export type Choice = "keep" | "cancel";

const one = (source: string) => ({ values: { source } });
export const sourcesApi = {
  read: () => request("get", "/api/sources"),
  add: (body: SourceBody) => request("post", "/api/sources", { body }),
  change: (source: string, body: SourceBody) => request("put", "/api/sources/{source}", { ...one(source), body }),
  preview: (source: string) => request("post", "/api/sources/{source}/preview", one(source)),
  start: (source: string, decided: Record<string, Choice>) => request("post", "/api/sources/{source}/start", { ...one(source), body: { decided } }),
  pause: (source: string, paused: boolean) => request("post", "/api/sources/{source}/pause", { ...one(source), body: { paused } }),
  look: (source: string, confirm: boolean) => request("post", "/api/sources/{source}/read", { ...one(source), body: { confirm } }),
  handBack: (source: string) => request("post", "/api/sources/{source}/hand-back", one(source)),
};

/** A source as it is, to be sent back with a change. */
export function bodyOf(source: Source): SourceBody {
  const { name, kind, link, url, every_min, club_from } = source;
  const places = source.places.map((place) => ({ name: place.name, hall: place.hall, sections: place.sections }));
  return { name, kind, link, url, every_min, club_from, places };
}
