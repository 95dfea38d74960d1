/** The backend's HTTP API as the pages use it. Times are milliseconds; a refusal says why in two languages. */

import type { components, paths } from "./generated/http";
import { common } from "./messages/common";
import type { Lang } from "./messages/table";

export type Schemas = components["schemas"];
export type Session = Schemas["Session"];
export type Hall = Schemas["HallOut"];
export type HallDay = Schemas["HallDay"];
export type DayBooking = Schemas["DayBooking"];
export type ShownSlot = Schemas["ShownSlot"];
/** Without who has it: how the nearest free times are told. */
export type Slot = Omit<ShownSlot, "by">;
export type SlotDay = Schemas["SlotDay"];
export type Slots = Schemas["SlotsOut"];
/** Who has a time: club and group. */
export type Conflict = Schemas["ConflictOut"];
export type Booking = Schemas["BookingOut"];
/** What has a default may be left out. */
export type NewBooking = Pick<Schemas["WishBody"], "hall" | "sections" | "start_ms" | "end_ms" | "title"> & Partial<Schemas["WishBody"]>;
export type Decision = Schemas["DecisionOut"];
export type AckWord = Schemas["AckBody"]["word"];
export type Holder = Schemas["HolderOut"];
export type Credential = Schemas["CredentialOut"];
export type Given = Schemas["GivenOut"];
export type KeyOut = Schemas["KeyOut"];
export type Situation = Schemas["SituationOut"];
export type HelpCall = Schemas["CallOut"];
export type Report = Schemas["ReportOut"];
export type Release = Schemas["ReleaseOut"];
export type SiteAccess = Schemas["SiteAccessOut"];
export type CompartmentMarks = Schemas["CompartmentOut"];
export type DarkCode = Schemas["SpareOut"];
export type CommandState = Schemas["CommandOut"]["state"];

export const MANAGER_ROLES: readonly string[] = ["admin", "office", "caretaker", "fire_officer"];

type Method = "get" | "post" | "put" | "patch" | "delete";
/** What a path answers when all is well, as the backend describes it; nothing for an answer without content. */
type Answer<P extends keyof paths, M extends Method> = paths[P][M] extends { responses: infer R }
  ? R[keyof R & (200 | 201 | 202)] extends { content: { "application/json": infer T } }
    ? T
    : undefined
  : never;

/** A refusal, or no answer (`status` 0). `words` is meant for the person in front. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly words: Record<Lang, string>,
    readonly nearest: Slot[] = [],
    readonly conflicts: Conflict[] = [],
  ) {
    super(code);
  }
}

/** The sentence to show for anything that went wrong in a request. */
export function inWords(error: unknown, lang: Lang): string {
  return error instanceof ApiError ? error.words[lang] : common[lang].serverTrouble;
}

const ANSWER_WITHIN_MS = 10_000;
/** Reading changes nothing: a server that is slow just now is asked once more, with more patience. */
const SECOND_ANSWER_WITHIN_MS = 30_000;
const FILE_WITHIN_MS = 120_000;

/** Asks the backend. `values` fill the `{places}` of the path. */
export async function request<P extends keyof paths, M extends Method>(method: M, path: P, sent: Sent = {}): Promise<Answer<P, M>> {
  const init: RequestInit = {
    method: method.toUpperCase(),
    credentials: "same-origin",
    cache: "no-store", // nor does a question wait for an earlier one that hangs
  };
  if (sent.body !== undefined) {
    init.body = JSON.stringify(sent.body);
    init.headers = { "content-type": "application/json" };
  } else if (sent.file) {
    init.body = sent.file;
    init.headers = { "content-type": "application/octet-stream" };
  }
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(sent.values?.[name] ?? ""));
  const url = `${address}${sent.query ? `?${new URLSearchParams(sent.query)}` : ""}`;
  const within = (ms: number): Promise<Response> => fetch(url, { ...init, signal: AbortSignal.timeout(ms) });
  const answer = await within(sent.withinMs ?? (sent.file ? FILE_WITHIN_MS : ANSWER_WITHIN_MS))
    .catch((error: unknown) => {
      if (method === "get" && error instanceof DOMException && error.name === "TimeoutError") return within(SECOND_ANSWER_WITHIN_MS);
      throw error;
    })
    .catch(() => {
      throw new ApiError(0, "offline", { de: common.de.offline, en: common.en.offline });
    });
  if (!answer.ok) throw await refusal(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as Answer<P, M>;
}

/** What a POST to this path must carry. */
type Body<P extends keyof paths> = paths[P]["post"] extends { requestBody: { content: { "application/json": infer B } } } ? B : undefined;

export function post<P extends keyof paths>(path: P, body: Body<P>, values: Record<string, string> = {}): Promise<Answer<P, "post">> {
  return request("post", path, { values, body });
}

interface Sent {
  values?: Record<string, string>;
  query?: Record<string, string> | [string, string][];
  body?: unknown;
  /** Sent as it is. */
  file?: Blob;
  /** For what takes longer than an answer usually does. */
  withinMs?: number;
}

async function refusal(answer: Response): Promise<ApiError> {
  const told = (await answer.json().catch(() => ({}))) as Partial<Schemas["Refusal"] & { nearest: Slot[]; conflicts: Conflict[] }>;
  const fallback = { de: common.de.serverTrouble, en: common.en.serverTrouble };
  const words = told.message?.de && told.message.en ? told.message : fallback;
  return new ApiError(answer.status, told.code ?? `http_${answer.status}`, words, told.nearest ?? [], told.conflicts ?? []);
}

export const api = {
  session: () => request("get", "/api/session"),
  signIn: (email: string, password: string) => post("/api/session", { email, password }),
  signOut: () => request("delete", "/api/session"),
  ack: (incident: string, word: AckWord) => post("/api/incidents/{incident}/ack", { word }, { incident }),
  resolve: (incident: string, note: string) => post("/api/incidents/{incident}/resolve", { note }, { incident }),
  incident: (incident: string) => request("get", "/api/incidents/{incident}", { values: { incident } }),
  note: (incident: string, text: string) => post("/api/incidents/{incident}/note", { text }, { incident }),
  places: () => request("get", "/api/places"),
  halls: () => request("get", "/api/halls"),
  day: (hall: string, date: string) => request("get", "/api/halls/{hall}/day", { values: { hall }, query: { date } }),
  slots: (hall: string, date: string, minutes: number, sections: number, { days = 5, shown = 1 } = {}) =>
    request("get", "/api/halls/{hall}/slots", {
      values: { hall },
      query: { date, minutes: String(minutes), sections: String(sections), days: String(days), shown: String(shown) },
    }),
  book: (wanted: NewBooking) => request("post", "/api/bookings", { body: wanted }),
  /** What would become of it; nothing is booked. */
  check: (wanted: NewBooking) => request("post", "/api/bookings/check", { body: wanted }),
  bookings: () => request("get", "/api/bookings"),
  cancel: (booking: string) => request("delete", "/api/bookings/{booking}", { values: { booking } }),
  history: (booking: string) => request("get", "/api/bookings/{booking}/history", { values: { booking } }),
  move: (booking: string, to: Partial<Schemas["MoveBody"]>) => request("patch", "/api/bookings/{booking}", { values: { booking }, body: to }),
  report: (booking: string, told: Schemas["ReportBody"]) => post("/api/bookings/{booking}/report", told, { booking }),
  compartments: () => request("get", "/api/compartments"),
  foundKey: (device: string, slot: number) => request("delete", "/api/compartments/{device}/{slot}/lost", { values: { device, slot: String(slot) } }),
  setService: (device: string, slot: number, out: boolean, note: string) =>
    request("put", "/api/compartments/{device}/{slot}/service", { values: { device, slot: String(slot) }, body: { out, note } satisfies Schemas["ServiceBody"] }),
  setSpare: (device: string, slot: number, spare: number | null) =>
    request("put", "/api/compartments/{device}/{slot}/spare", { values: { device, slot: String(slot) }, body: { spare } }),
  emergency: (device: string, slot: number, reason: string) => post("/api/devices/{device}/emergency", { slot, reason }, { device }),
  unlockout: (device: string, reason: string) => post("/api/devices/{device}/unlockout", { reason }, { device }),
  darkCode: (device: string, slot: number, reason: string) => post("/api/devices/{device}/dark-codes", { slot, reason, booking: null }, { device }),
  helpCalls: () => request("get", "/api/help"),
  helpCall: (help: string) => request("get", "/api/help/{help_id}", { values: { help_id: help } }),
  helpAnswer: (help: string, word: Schemas["AnswerBody"]["word"]) => post("/api/help/{help_id}/answer", { word }, { help_id: help }),
  helpOpen: (help: string, wanted: Schemas["HelpOpenBody"]) => post("/api/help/{help_id}/open", wanted, { help_id: help }),
  siteAccess: (site: string) => request("get", "/api/sites/{site}/access", { values: { site } }),
  setSiteAccess: (site: string, wanted: Schemas["SiteAccessBody"]) => request("put", "/api/sites/{site}/access", { values: { site }, body: wanted }),
  setDoorAccess: (device: string, number: number, wanted: Schemas["CompartmentAccessBody"]) =>
    request("put", "/api/devices/{device}/compartments/{number}/access", { values: { device, number: String(number) }, body: wanted }),
  release: (wanted: Schemas["ReleaseBody"]) => post("/api/releases", wanted),
  endRelease: (release: string, protocol: string) => post("/api/releases/{release_id}/end", { protocol }, { release_id: release }),
  reports: () => request("get", "/api/reports"),
  releases: () => request("get", "/api/releases"),
  evidence: () => request("get", "/api/evidence/verify"),
  credentials: () => request("get", "/api/credentials"),
  giveCredential: (wanted: Schemas["CredentialBody"]) => post("/api/credentials", wanted),
  learnCard: (credential: string, device: string) => post("/api/credentials/{credential}/learn", { device }, { credential }),
  replaceCredential: (credential: string) => post("/api/credentials/{credential}/replace", undefined, { credential }),
  blockCredential: (credential: string) => request("delete", "/api/credentials/{credential}", { values: { credential } }),
  keysOut: () => request("get", "/api/keys"),
  loseKey: (device: string, slot: number, note: string) =>
    request("put", "/api/compartments/{device}/{slot}/lost", { values: { device, slot: String(slot) }, body: { note } satisfies Schemas["LostBody"] }),
  pushKey: () => request("get", "/api/push/key"),
  pushSubscribe: (subscription: Schemas["SubscribeBody"]) => post("/api/push/subscriptions", subscription),
  pushUnsubscribe: (endpoint: string) => request("delete", "/api/push/subscriptions", { body: { endpoint } satisfies Schemas["UnsubscribeBody"] }),
  pushTest: () => post("/api/push/test", undefined),
  openDoor: (device: string, slot: number, reason: string) => post("/api/devices/{device}/open", { slot, reason }, { device }),
  switchOutput: (device: string, output: string, on: boolean | null, untilMs: number) => post("/api/outputs/{device}/{output}", { on, until_ms: untilMs }, { device, output }),
  command: (command: string) => request("get", "/api/commands/{command}", { values: { command } }),
};

/** Where a person's work is. */
export function homeOf(session: Session): string {
  return session.roles.some((role) => MANAGER_ROLES.includes(role)) ? "/manager/" : "/club/";
}
