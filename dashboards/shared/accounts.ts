/** People, clubs and one's own account over HTTP. */

import { post, request, type Schemas } from "./api";

export type ClubPeople = Schemas["ClubPeopleOut"];
export type Member = Schemas["MemberOut"];
export type Invite = Schemas["InviteOut"];
export type ClubRole = Schemas["ClubRoleBody"]["role"];
export type Me = Schemas["MeOut"];
export type MessageChoices = Schemas["MessagesOut"];
export type MessageSent = Schemas["SentOut"];
export type Place = Schemas["SessionOut"];
export type ApiKey = Schemas["ApiKeyOut"];
export type PersonRow = Schemas["AccountOut"];
export type Held = Schemas["HeldOut"];
export type ClubRequest = Schemas["ClubRequestOut"];
export type ClubRow = Schemas["ClubOut"];
export type WaysIn = Schemas["WaysIn"];

/** The roles a club gives, the strongest first. */
export const CLUB_ROLES = ["club_admin", "trainer", "member", "guest"] as const satisfies readonly ClubRole[];
/** The roles an administrator gives. */
export const STAFF_ROLES = ["admin", "office", "caretaker", "fire_officer", "emergency"] as const;
/** Those held for a site, or for all of them. */
export const SITE_ROLES: readonly string[] = ["caretaker", "fire_officer", "emergency"];

export const accounts = {
  waysIn: () => request("get", "/api/session/ways"),
  askLink: (email: string) => post("/api/session/link", { email }),
  askReset: (email: string) => post("/api/session/reset", { email }),
  registerClub: (wish: Schemas["ClubWishBody"]) => post("/api/clubs", wish),
  actFor: (club: string) => request("put", "/api/session", { body: { club } satisfies Schemas["ClubBody"] }),
  clubPeople: (club: string) => request("get", "/api/clubs/{club}/people", { values: { club } }),
  invite: (club: string, email: string, role: ClubRole) => post("/api/clubs/{club}/people", { email, role }, { club }),
  inviteAgain: (club: string, invite: string) => post("/api/clubs/{club}/people/invites/{invite}/again", undefined, { club, invite }),
  withdraw: (club: string, invite: string) => request("delete", "/api/clubs/{club}/people/invites/{invite}", { values: { club, invite } }),
  setRole: (club: string, member: string, role: ClubRole) =>
    request("put", "/api/clubs/{club}/people/{member}", { values: { club, member }, body: { role } satisfies Schemas["ClubRoleBody"] }),
  remove: (club: string, member: string, replaceBy: string) =>
    request("delete", "/api/clubs/{club}/people/{member}", { values: { club, member }, query: replaceBy ? { replace_by: replaceBy } : {} }),
  me: () => request("get", "/api/me"),
  rename: (name: string, phone: string) => request("put", "/api/me", { body: { name, phone } satisfies Schemas["MeBody"] }),
  changePassword: (old: string, fresh: string) => request("put", "/api/me/password", { body: { old, new: fresh } satisfies Schemas["PasswordBody"] }),
  changeEmail: (email: string) => request("put", "/api/me/email", { body: { email } satisfies Schemas["EmailBody"] }),
  erase: (password: string) => request("delete", "/api/me", { body: { password } satisfies Schemas["EraseBody"] }),
  messages: () => request("get", "/api/me/messages"),
  chooseMessages: (wanted: Schemas["MessagesBody"]) => request("put", "/api/me/messages", { body: wanted }),
  messagesSent: () => request("get", "/api/me/messages/sent"),
  sessions: () => request("get", "/api/sessions"),
  endSession: (session: string) => request("delete", "/api/sessions/{session}", { values: { session } }),
  endOthers: () => request("delete", "/api/sessions"),
  keys: () => request("get", "/api/api-keys"),
  makeKey: (wanted: { name: string; days: number; club: string | null; writes: boolean }) => post("/api/api-keys", { ...wanted, roles: [] }),
  revokeKey: (key: string) => request("delete", "/api/api-keys/{key}", { values: { key } }),
  people: () => request("get", "/api/people"),
  createPerson: (wanted: Schemas["NewPersonBody"]) => post("/api/people", wanted),
  changePerson: (identity: string, wanted: Partial<Schemas["PersonBody"]>) => request("patch", "/api/people/{identity}", { values: { identity }, body: wanted }),
  erasePerson: (identity: string) => request("delete", "/api/people/{identity}", { values: { identity } }),
  clubs: () => request("get", "/api/clubs"),
  clubRequests: (decided: boolean) => request("get", "/api/clubs/requests", { query: { decided: String(decided) } }),
  approveClub: (request_id: string) => post("/api/clubs/requests/{request_id}/approve", undefined, { request_id }),
  declineClub: (request_id: string, why: string) => post("/api/clubs/requests/{request_id}/decline", { why }, { request_id }),
};
