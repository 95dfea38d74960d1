/** What a club does to a weekly right as a whole, and what it sends for it. */

import { request, type Schemas } from "../../shared/api";

export type Series = Schemas["SeriesOut"];
export type Plan = Schemas["SeriesPlanOut"];
export type PlanDate = Schemas["SeriesDateOut"];
export type Option = Schemas["OptionOut"];
export type Deed = "change" | "dates" | "end" | "next";
export type Instead = Readonly<Record<string, Option>>;

export interface Form {
  fromDate: string;
  toDate: string;
  weekday: string;
  start: string;
  end: string;
  sections: readonly number[];
  title: string;
  why: string;
}
/** `from` is the first day that may be different. */
export function formOf(series: Series, from: string): Form {
  const fromDate = from > series.from_date ? from : series.from_date;
  return { fromDate, toDate: series.to_date, weekday: String(series.weekday), start: series.start, end: series.end, sections: series.sections, title: series.title, why: "" };
}

/** Only what differs is sent; both times together, because a new start alone would move the end as well. */
export function changeOf(series: Series, form: Form): Partial<Schemas["ChangeBody"]> {
  const body: Partial<Schemas["ChangeBody"]> = { from_date: form.fromDate, why: form.why };
  if (form.toDate !== series.to_date) body.to_date = form.toDate;
  if (Number(form.weekday) !== series.weekday) body.weekday = Number(form.weekday);
  if (form.start !== series.start || form.end !== series.end) [body.start, body.end] = [form.start, form.end];
  const sections = [...form.sections].sort((a, b) => a - b);
  if (sections.join() !== series.sections.join()) body.sections = sections;
  if (form.title.trim() !== series.title) body.title = form.title.trim();
  return body;
}
export const changesAnything = (body: Partial<Schemas["ChangeBody"]>): boolean => Object.keys(body).some((name) => name !== "from_date" && name !== "why");

const chosen = (instead: Instead): Record<string, { hall: string; sections: number[]; start_ms: number }> =>
  Object.fromEntries(Object.entries(instead).map(([date, one]) => [date, { hall: one.hall, sections: one.sections, start_ms: one.start_ms }]));

export const seriesApi = {
  of: (club: string) => request("get", "/api/series", { query: { club } }),
  one: (series: string) => request("get", "/api/series/{series}", { values: { series } }),
  change: (series: Series, form: Form, instead: Instead, dry: boolean) =>
    request("patch", "/api/series/{series}", { values: { series: series.id }, body: { ...changeOf(series, form), instead: chosen(instead), dry } }),
  leaveOut: (series: string, date: string) => request("patch", "/api/series/{series}", { values: { series }, body: { skip: [date] } }),
  takeIn: (series: string, date: string) => request("patch", "/api/series/{series}", { values: { series }, body: { add: [date], on_conflict: "refuse" } }),
  end: (series: string, form: Form, dry: boolean) =>
    request("delete", "/api/series/{series}", { values: { series }, query: { from_date: form.fromDate, why: form.why, dry: String(dry) } }),
  next: (series: string, instead: Instead, dry: boolean) => request("post", "/api/series/{series}/next", { values: { series }, body: { instead: chosen(instead), dry } }),
};

const FATES = ["free", "changes", "kept", "stays", "taken", "closed", "ends", "skipped", "past"] as const;
export type Fate = (typeof FATES)[number];
export const fateOf = (date: Pick<PlanDate, "state">): Fate => FATES.find((fate) => fate === date.state) ?? "kept";
/** How many dates become what, what matters first. */
export const sumOf = (plan: Pick<Plan, "counts">): [Fate, number][] => FATES.flatMap((fate) => (plan.counts[fate] ? [[fate, plan.counts[fate]] as [Fate, number]] : []));
/** What is as before needs no line of its own. */
export const worthTelling = (plan: Pick<Plan, "dates">): PlanDate[] => plan.dates.filter((date) => !["kept", "past"].includes(date.state));
