/** How long what is kept, and who answers for it, over HTTP. */

import { request, type Schemas } from "../../shared/api";
import { translator } from "../../shared/lang.svelte";
import { privacy } from "../../shared/messages/privacy";

export type Retention = Schemas["RetentionSaid"];
export type Kind = Schemas["KindSaid"];
export type Sheet = Schemas["SheetSaid"];
export type SheetBody = Schemas["SheetBody"];

export const privacyApi = {
  retention: () => request("get", "/api/retention"),
  setDays: (days: Record<string, number>) => request("put", "/api/retention", { body: { days } }),
  sheet: () => request("get", "/api/privacy"),
  saveSheet: (body: SheetBody) => request("put", "/api/privacy", { body }),
};
export const tp = translator(privacy);
