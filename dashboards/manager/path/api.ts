/** How the way of alarms is watched, and which systems are told, over HTTP. */

import { post, request, type Schemas } from "../../shared/api";

export type PathSettings = Schemas["AlertPathOut"];
export type PathTest = Schemas["AlertTestOut"];
export type Hook = Schemas["AlertWebhookOut"];

export const pathApi = {
  read: () => request("get", "/api/alert-path"),
  save: (wanted: Schemas["AlertPathBody"]) => request("put", "/api/alert-path", { body: wanted }),
  test: () => post("/api/alert-path/test", undefined),
  progress: (test: string) => request("get", "/api/alert-path/tests/{test}", { values: { test } }),
  hooks: () => request("get", "/api/alert-webhooks"),
  addHook: (hook: Schemas["AlertWebhookBody"]) => post("/api/alert-webhooks", hook),
  dropHook: (webhook: string) => request("delete", "/api/alert-webhooks/{webhook}", { values: { webhook } }),
  pingHook: (webhook: string) => post("/api/alert-webhooks/{webhook}/ping", undefined, { webhook }),
  hookLog: (webhook: string) => request("get", "/api/alert-webhooks/{webhook}/events", { values: { webhook } }),
};
