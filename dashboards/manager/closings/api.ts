/** Closings over HTTP. */

import { request, type Schemas } from "../../shared/api";

export type Closing = Schemas["ClosingOut"];
export type Closed = Schemas["hallenwart_backend__booking__closing__routes__ClosedOut"];
export type ClosingBody = Omit<Schemas["ClosingBody"], "site">;

export const closingsApi = {
  read: () => request("get", "/api/closings"),
  close: (body: ClosingBody) => request("post", "/api/closings", { body }),
  lift: (closing: string, why: string) => request("delete", "/api/closings/{closing}", { values: { closing }, query: why ? { why } : {} }),
};
