/** Who was there, hours, and whom the club knows, over HTTP. */
import { request, type Schemas } from "../../shared/api";

export type Row = Schemas["AttendanceOut"];

export const hoursApi = {
  rows: (club: string, fromMs: number, toMs: number) => request("get", "/api/volunteering/attendance", { query: { club, from_ms: String(fromMs), to_ms: String(toMs) } }),
  there: (signup: string) => request("post", "/api/volunteering/signups/{signup}/there", { values: { signup } }),
  absent: (signup: string) => request("post", "/api/volunteering/signups/{signup}/absent", { values: { signup } }),
  mark: (club: string, text: string) => request("post", "/api/volunteering/marks", { body: { club, text } }),
  confirm: (signup: string, minutes: number | null, reason: string) => request("post", "/api/volunteering/signups/{signup}/hours", { values: { signup }, body: { minutes, reason } }),
  withdraw: (hours: string, reason: string) => request("post", "/api/volunteering/hours/{hours}/withdraw", { values: { hours }, body: { reason } }),
  know: (helper: string, club: string, untilMs: number) => request("put", "/api/volunteering/helpers/{helper}/known", { values: { helper }, body: { club, until_ms: untilMs } }),
  forget: (helper: string, club: string) => request("delete", "/api/volunteering/helpers/{helper}/known", { values: { helper }, query: { club } }),
  see: (helper: string, club: string, seenOn: string, untilMs: number) => request("put", "/api/volunteering/helpers/{helper}/certificate", { values: { helper }, body: { club, seen_on: seenOn, until_ms: untilMs } }),
};
