/** Public events over HTTP. */
import { request, type Schemas } from "../api";

export type Event = Schemas["EventOut"];
export type EventBody = Partial<Omit<Schemas["EventBody"], "title">> & { title: string };
export type Log = Schemas["StreamLogOut"];

export const eventsApi = {
  read: () => request("get", "/api/events"),
  make: (booking: string, body: EventBody) => request("post", "/api/events", { body: { booking, ...body } }),
  change: (event: string, body: EventBody) => request("put", "/api/events/{event}", { values: { event }, body }),
  withdraw: (event: string) => request("delete", "/api/events/{event}", { values: { event } }),
  agree: (event: string, party: string, version: string) => request("post", "/api/events/{event}/consents", { values: { event }, body: { party, version } }),
  takeBack: (event: string, party: string) => request("delete", "/api/events/{event}/consents/{party}", { values: { event, party } }),
  invite: (event: string, email: string) => request("post", "/api/events/{event}/visitors", { values: { event }, body: { email } }),
  live: (event: string, on: boolean) => request("post", "/api/events/{event}/live", { values: { event }, body: { on } }),
  captions: (event: string, language: string, text: string) => request("put", "/api/events/{event}/captions", { values: { event }, body: { language, text } }),
  push: (event: string, target: string) => request("put", "/api/events/{event}/push", { values: { event }, body: { target } }),
  log: (event: string) => request("get", "/api/events/{event}/log", { values: { event } }),
};
