import { post, request, type Schemas } from "../../shared/api";

export type Profile = Schemas["ClubProfileOut"];
export type Group = Schemas["ClubGroupOut"];
export type ProfileWish = Schemas["ProfileBody"];
export type Notice = Schemas["NoticeOut"];
export type Document = Schemas["ClubDocumentOut"];
export type Year = Schemas["ClubYearOut"];
export type Look = Schemas["LookOut"];
export type ListKept = Schemas["ListOut"];
export type Field = keyof ListKept["columns"];

export const sharing = {
  profile: (club: string) => request("get", "/api/clubs/{club}/profile", { values: { club } }),
  write: (club: string, body: ProfileWish) => request("put", "/api/clubs/{club}/profile", { values: { club }, body }),
  notices: () => request("get", "/api/notices"),
  add: (body: Schemas["NoticeBody"]) => post("/api/notices", body),
  end: (notice: string) => request("delete", "/api/notices/{notice}", { values: { notice } }),
  answer: (notice: string, text: string) => post("/api/notices/{notice}/answers", { text }, { notice }),
  reply: (notice: string, answer_id: string, text: string) => post("/api/notices/{notice}/answers/{answer_id}", { text }, { notice, answer_id }),
  report: (notice: string, text: string) => post("/api/notices/{notice}/report", { text }, { notice }),
  documents: (club: string) => request("get", "/api/clubs/{club}/documents", { values: { club } }),
  upload: (club: string, file: File, title: string, readers: string) => request("put", "/api/clubs/{club}/documents", { values: { club }, query: { title, readers }, file }),
  drop: (club: string, document: string) => request("delete", "/api/clubs/{club}/documents/{document}", { values: { club, document } }),
  year: (club: string, year: number) => request("get", "/api/clubs/{club}/figures", { values: { club }, query: { year: String(year) } }),
  list: (club: string) => request("get", "/api/clubs/{club}/list", { values: { club } }),
  keep: (club: string, columns: Partial<Record<Field, string>>, roles: Record<string, string>) => request("put", "/api/clubs/{club}/list", { values: { club }, body: { columns, roles } }),
  look: (club: string, file: File) => request("post", "/api/clubs/{club}/list/look", { values: { club }, file }),
  apply: (club: string, file: File, query: Record<string, string>) => request("post", "/api/clubs/{club}/list/apply", { values: { club }, query, file }),
};
