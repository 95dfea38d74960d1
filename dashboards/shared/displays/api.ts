/** Displays and posts over HTTP. */

import { request } from "../api";
import type { Display } from "../generated/screens";
import type { Exits, Post, PostBody, ScreenSettings, ShownDisplay, ShownEntry, Warning, WarningSource, Way } from "./shapes";

interface Sent {
  values?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  file?: Blob;
}
const ask = request as unknown as <T>(method: string, path: string, sent?: Sent) => Promise<T>;

export interface ExitBody {
  way: Way;
  place: string;
  until_ms: number;
  /** The version of the words that were confirmed. */
  statement: string;
}
/** Whether the office is asked about a club's posts: "" as usual, its first ones. */
export interface ClubRule {
  club: string;
  name: string;
  trust: string;
  accepted: number;
}

export const displaysApi = {
  read: () => ask<{ displays: ShownDisplay[] }>("get", "/api/displays"),
  set: (device: string, body: ScreenSettings) => ask<ScreenSettings>("put", "/api/displays/{device}/screen", { values: { device }, body }),
  proof: (device: string) => ask<{ id: string }>("post", "/api/displays/{device}/proof", { values: { device } }),
  shown: (device: string, from: number, to: number) =>
    ask<{ shown: ShownEntry[] }>("get", "/api/displays/{device}/shown", { values: { device }, query: { from: String(from), to: String(to) } }),
  exits: (device: string) => ask<Exits>("get", "/api/displays/{device}/exit", { values: { device } }),
  release: (device: string, body: ExitBody) => ask<unknown>("post", "/api/displays/{device}/exit", { values: { device }, body }),
  withdraw: (device: string) => ask<undefined>("delete", "/api/displays/{device}/exit", { values: { device } }),
  block: (device: string, place: string, untilMs: number) => ask<unknown>("post", "/api/displays/{device}/exit/blocked", { values: { device }, body: { place, until_ms: untilMs } }),
  unblock: (device: string) => ask<undefined>("delete", "/api/displays/{device}/exit/blocked", { values: { device } }),
};
export const proofOf = (device: string, proof: string): string => `/api/displays/${encodeURIComponent(device)}/thumbnail?id=${encodeURIComponent(proof)}`;
export const protocolOf = (device: string, protocol: string): string => `/api/displays/${encodeURIComponent(device)}/exit/protocol.pdf?protocol=${encodeURIComponent(protocol)}`;
export const pictureOf = (sha256: string): string => `/api/posts/pictures/${sha256}`;

export const postsApi = {
  read: () => ask<{ posts: Post[]; asks: boolean | null }>("get", "/api/posts"),
  add: (body: PostBody) => ask<Post>("post", "/api/posts", { body }),
  set: (id: string, body: PostBody) => ask<Post>("put", "/api/posts/{id}", { values: { id }, body }),
  recall: (id: string) => ask<undefined>("delete", "/api/posts/{id}", { values: { id } }),
  decide: (id: string, decision: "accept" | "decline", reason: string) => ask<Post>("post", "/api/posts/{id}/decision", { values: { id }, body: { decision, reason } }),
  picture: (file: Blob) => ask<{ sha256: string; width: number; height: number }>("put", "/api/posts/pictures", { file }),
  /** What a display would show with this post on it. */
  preview: (body: PostBody, device: string) => ask<Display>("post", "/api/posts/preview", { query: device ? { device } : {}, body }),
  previewOf: (id: string, device: string) => ask<Display>("get", "/api/posts/{id}/preview", { values: { id }, query: device ? { device } : {} }),
  rules: () => ask<{ clubs: ClubRule[] }>("get", "/api/posts/rules"),
  setRule: (club: string, trust: string) => ask<{ clubs: ClubRule[] }>("put", "/api/posts/rules", { body: { clubs: { [club]: trust } } }),
};

export const warningsApi = {
  read: () => ask<{ warnings: Warning[] }>("get", "/api/warnings"),
  sources: () => ask<{ sources: WarningSource[] }>("get", "/api/warnings/sources"),
  setSources: (sources: { url: string; name: string }[]) => ask<{ sources: WarningSource[] }>("put", "/api/warnings/sources", { body: { sources } }),
};
