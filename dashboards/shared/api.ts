/** The backend's HTTP API as the pages use it. Times are milliseconds; a refusal says why in two languages. */

import type { Incident } from "./generated/live";
import { common } from "./messages/common";
import type { Lang } from "./messages/table";

export type Role = "admin" | "office" | "caretaker" | "club_admin" | "trainer" | "member";
export const MANAGER_ROLES: readonly Role[] = ["admin", "office", "caretaker"];

export interface Session {
  name: string;
  email: string;
  roles: Role[];
  club: { id: string; name: string } | null;
}

export interface Hall {
  id: string;
  name: string;
  site: string;
  site_name: string;
  sections: number;
  capacity: number;
  address: string;
}

export interface DayBooking {
  id: string;
  title: string;
  club: string;
  sections: number[];
  start_ms: number;
  end_ms: number;
}

export interface HallDay {
  date: string;
  zone: string;
  now_ms: number;
  open_ms: number;
  close_ms: number;
  capacity: number;
  people: [number, number | null][];
  bookings: DayBooking[];
  alarms: number[];
}

export interface Slot {
  start_ms: number;
  end_ms: number;
  state: "free" | "taken" | "past" | "closed";
  free_sections: number[];
  section_count: number;
}

export interface SlotDay {
  date: string;
  free: number;
  closed: boolean;
}

export interface Slots {
  date: string;
  zone: string;
  days: SlotDay[];
  slots: Slot[];
}

export interface Booking {
  id: string;
  hall: string;
  hall_name: string;
  site_name: string;
  address: string;
  sections: number[];
  section_count: number;
  title: string;
  club: string;
  start_ms: number;
  end_ms: number;
  state: "booked" | "cancelled";
  code: string | null;
  qr: string[] | null;
  code_state: "stored" | "waiting" | "none";
  code_ms: number | null;
  valid_from_ms: number;
  valid_to_ms: number;
  slots: number[];
}

export interface NewBooking {
  hall: string;
  sections: number[];
  start_ms: number;
  end_ms: number;
  title: string;
}

export type AckWord = "going" | "there" | "false_alarm" | "seen";
export type CommandState = "created" | "sent" | "received" | "done" | "failed" | "rejected" | "expired";

/** A refusal, or no answer (`status` 0). `words` is meant for the person in front. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly words: Record<Lang, string>,
    readonly nearest: Slot[] = [],
  ) {
    super(code);
  }
}

/** The sentence to show for anything that went wrong in a request. */
export function inWords(error: unknown, lang: Lang): string {
  return error instanceof ApiError ? error.words[lang] : common[lang].serverTrouble;
}

const ANSWER_WITHIN_MS = 10_000;

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method, credentials: "same-origin", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "content-type": "application/json" };
  }
  const answer = await fetch(path, init).catch(() => {
    throw new ApiError(0, "offline", { de: common.de.offline, en: common.en.offline });
  });
  if (!answer.ok) throw await refusal(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function refusal(answer: Response): Promise<ApiError> {
  const told = (await answer.json().catch(() => ({}))) as Partial<{ code: string; message: Record<Lang, string>; nearest: Slot[] }>;
  const fallback = { de: common.de.serverTrouble, en: common.en.serverTrouble };
  const words = told.message?.de && told.message.en ? told.message : fallback;
  return new ApiError(answer.status, told.code ?? `http_${answer.status}`, words, told.nearest ?? []);
}

const id = encodeURIComponent;

export const api = {
  session: () => request<Session>("GET", "/api/session"),
  signIn: (email: string, password: string) => request<Session>("POST", "/api/session", { email, password }),
  signOut: () => request<void>("DELETE", "/api/session"),
  ack: (incident: string, word: AckWord) => request<Incident>("POST", `/api/incidents/${id(incident)}/ack`, { word }),
  resolve: (incident: string, note: string) => request<Incident>("POST", `/api/incidents/${id(incident)}/resolve`, { note }),
  resolved: () => request<{ incidents: Incident[] }>("GET", "/api/incidents?state=resolved"),
  halls: () => request<{ halls: Hall[] }>("GET", "/api/halls"),
  day: (hall: string, date: string) => request<HallDay>("GET", `/api/halls/${id(hall)}/day?date=${date}`),
  slots: (hall: string, date: string, minutes: number, sections: number) =>
    request<Slots>("GET", `/api/halls/${id(hall)}/slots?date=${date}&minutes=${minutes}&sections=${sections}`),
  book: (wanted: NewBooking) => request<Booking>("POST", "/api/bookings", wanted),
  bookings: () => request<{ bookings: Booking[] }>("GET", "/api/bookings"),
  cancel: (booking: string) => request<void>("DELETE", `/api/bookings/${id(booking)}`),
  pushKey: () => request<{ key: string }>("GET", "/api/push/key"),
  pushSubscribe: (subscription: PushSubscriptionJSON) => request<void>("POST", "/api/push/subscriptions", subscription),
  pushUnsubscribe: (endpoint: string) => request<void>("DELETE", "/api/push/subscriptions", { endpoint }),
  pushTest: () => request<void>("POST", "/api/push/test"),
  openDoor: (device: string, slot: number, reason: string) =>
    request<{ id: string }>("POST", `/api/devices/${id(device)}/open`, { slot, reason }),
  command: (command: string) => request<{ id: string; state: CommandState; code: string }>("GET", `/api/commands/${id(command)}`),
};

/** Where a person's work is. */
export function homeOf(session: Session): string {
  return session.roles.some((role) => MANAGER_ROLES.includes(role)) ? "/manager/" : "/club/";
}
