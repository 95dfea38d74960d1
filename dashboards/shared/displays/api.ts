/** Displays and posts over HTTP. */

import { post, request, type Schemas } from "../api";
import type { Display } from "../generated/screens";
import type { ExitBody, PostBody, ScreenSettings, Trust, WarningSourcesBody } from "./shapes";

interface Sent {
  values?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  file?: Blob;
}
const ask = request as unknown as <T>(method: string, path: string, sent?: Sent) => Promise<T>;


export const displaysApi = {
  read: () => request("get", "/api/displays"),
  set: (device: string, body: ScreenSettings) => request("put", "/api/displays/{device}/screen", { values: { device }, body }),
  proof: (device: string) => post("/api/displays/{device}/proof", undefined, { device }),
  shown: (device: string, from: number, to: number) => request("get", "/api/displays/{device}/shown", { values: { device }, query: { from: String(from), to: String(to) } }),
  exits: (device: string) => request("get", "/api/displays/{device}/exit", { values: { device } }),
  release: (device: string, body: ExitBody) => post("/api/displays/{device}/exit", body, { device }),
  withdraw: (device: string) => request("delete", "/api/displays/{device}/exit", { values: { device } }),
  block: (device: string, place: string, untilMs: number) => post("/api/displays/{device}/exit/blocked", { place, until_ms: untilMs }, { device }),
  unblock: (device: string) => request("delete", "/api/displays/{device}/exit/blocked", { values: { device } }),
};
export const proofOf = (device: string, proof: string): string => `/api/displays/${encodeURIComponent(device)}/thumbnail?id=${encodeURIComponent(proof)}`;
export const protocolOf = (device: string, protocol: string): string => `/api/displays/${encodeURIComponent(device)}/exit/protocol.pdf?protocol=${encodeURIComponent(protocol)}`;
export const pictureOf = (sha256: string): string => `/api/posts/pictures/${sha256}`;

export const postsApi = {
  read: () => request("get", "/api/posts"),
  add: (body: PostBody) => post("/api/posts", body),
  set: (id: string, body: PostBody) => request("put", "/api/posts/{post}", { values: { post: id }, body }),
  recall: (id: string) => request("delete", "/api/posts/{post}", { values: { post: id } }),
  decide: (id: string, decision: "accept" | "decline", reason: string) => post("/api/posts/{post}/decision", { decision, reason }, { post: id }),
  picture: (file: Blob) => request("put", "/api/posts/pictures", { file }),
  /** What a display would show with this post on it; without a device the first it would stand on. */
  preview: (body: PostBody, device: string) => ask<Display>("post", "/api/posts/preview", { query: device ? { device } : {}, body }),
  previewOf: (id: string, device: string) => ask<Display>("get", "/api/posts/{post}/preview", { values: { post: id }, query: device ? { device } : {} }),
  rules: () => request("get", "/api/posts/rules"),
  setRule: (club: string, trust: Trust) => request("put", "/api/posts/rules", { body: { clubs: { [club]: trust } } satisfies Schemas["TrustBody"] }),
};

export const warningsApi = {
  read: () => request("get", "/api/warnings"),
  sources: () => request("get", "/api/warnings/sources"),
  setSources: (body: WarningSourcesBody) => request("put", "/api/warnings/sources", { body }),
  readNow: (source: string) => post("/api/warnings/sources/{source}/read", undefined, { source }),
};
