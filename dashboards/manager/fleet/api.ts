/** The fleet over HTTP. */

import { request, type Schemas } from "../../shared/api";

export type FleetDevice = Schemas["FleetDeviceOut"];
export type Fleet = Schemas["FleetOut"];
export type DeviceWhole = Schemas["FleetDeviceWholeOut"];
export type Component = Schemas["ComponentOut"];
export type Invitation = Schemas["DeviceInvitationOut"];
export type Ticket = Schemas["DeviceTicketOut"];
export type Wiring = Schemas["WiringOut"];
export type Checked = Schemas["CheckedOut"];
export type SettingsBody = Schemas["SettingsBody"];
export type Protocol = Schemas["ProtocolOut"];

const of = (device: string) => ({ values: { device } });
export const fleetApi = {
  read: (since = 0) => request("get", "/api/fleet", { query: { since: String(since) } }),
  one: (device: string) => request("get", "/api/fleet/{device}", of(device)),
  make: (body: { id: string; site: string; name: string }) => request("post", "/api/fleet", { body }),
  invite: (device: string) => request("post", "/api/fleet/{device}/ticket", of(device)),
  tickets: (device: string) => request("get", "/api/fleet/{device}/tickets", of(device)),
  withdraw: (device: string, ticket: string) => request("delete", "/api/fleet/{device}/tickets/{ticket}", { values: { device, ticket } }),
  renewal: (device: string, agree: boolean) => request("post", "/api/fleet/{device}/renewal", { ...of(device), body: { agree } }),
  revoke: (device: string, reason: string) => request("post", "/api/fleet/{device}/revoke", { ...of(device), body: { reason } }),
  identify: (device: string) => request("post", "/api/fleet/{device}/identify", { ...of(device), body: { on_s: 30 } }),
  restart: (device: string, what: "agent" | "machine") => request("post", "/api/fleet/{device}/restart", { ...of(device), body: { what } }),
  askLogs: (device: string) => request("post", "/api/fleet/{device}/logs", { ...of(device), body: { lines: 500 } }),
  log: (device: string, ref: string) => request("get", "/api/fleet/{device}/logs/{ref}", { values: { device, ref } }),
  settings: (device: string, body: SettingsBody) => request("put", "/api/fleet/{device}/settings", { ...of(device), body }),
  wiring: (device: string) => request("get", "/api/fleet/{device}/wiring", of(device)),
  check: (device: string, text: string) => request("post", "/api/fleet/{device}/wiring/check", { ...of(device), body: { text } }),
  wire: (device: string, text: string) => request("post", "/api/fleet/{device}/wiring", { ...of(device), body: { text } }),
  revision: (device: string, number: number) => request("get", "/api/fleet/{device}/wiring/{number}", { values: { device, number: String(number) } }),
  protocols: (device: string) => request("get", "/api/fleet/{device}/protocols", of(device)),
};
