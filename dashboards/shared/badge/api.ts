/** One's own badge over HTTP. */
import { ApiError, request, type Schemas } from "../api";
import { common } from "../messages/common";
import type { Lang } from "../messages/table";

export type Badge = Schemas["BadgeOut"];
export type Handed = Schemas["HandedBadgeOut"];

const PAPER_WITHIN_MS = 30_000;

export const badgeApi = {
  own: () => request("get", "/api/me/badge"),
  handOut: () => request("post", "/api/me/badge"),
  renew: () => request("post", "/api/me/badge/renew"),
  giveUp: () => request("delete", "/api/me/badge"),
  endPaper: () => request("delete", "/api/me/badge/paper"),
  paper,
};

/** The sheet as a file; it is made this once. */
async function paper(lang: Lang): Promise<Blob> {
  const init: RequestInit = { method: "POST", credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PAPER_WITHIN_MS) };
  const answer = await fetch(`/api/me/badge/paper?lang=${lang}`, init).catch(() => {
    throw new ApiError(0, "offline", { de: common.de.offline, en: common.en.offline });
  });
  if (!answer.ok) throw new ApiError(answer.status, `http_${answer.status}`, { de: common.de.serverTrouble, en: common.en.serverTrouble });
  return answer.blob();
}
