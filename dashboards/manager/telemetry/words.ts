/** Readings in words. */

import { request, type Schemas } from "../../shared/api";
import { language, translator } from "../../shared/lang.svelte";
import { telemetry } from "../../shared/messages/telemetry";

export type Series = Schemas["TelemetrySeries"];
export type Last = Schemas["TelemetryLast"];
export type Buckets = Schemas["TelemetryBucketsOf"]["buckets"];
export type Export = Schemas["TelemetryExport"];
export type ExportBody = Schemas["TelemetryExportBody"];
export type Level = Export["level"];

export const tt = translator(telemetry);

/** How a series is named in the page's address. */
export const idOf = ({ device, component, quantity }: Series): string => JSON.stringify([device, component, quantity]);
export const nameOf = ({ words }: Series): string => words[language.current];
export const whereOf = ({ hall_name: hall, site_name: site, component, device, hall: id }: Series): string =>
  [hall || site, component === id ? "" : component, device].filter(Boolean).join(" · ");

const OLD_MS = 2 * 3_600_000;
export const isOld = ({ t_ms: at }: Last, nowMs: number): boolean => typeof at !== "number" || nowMs - at > OLD_MS;

export function ageWords(ms: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - ms) / 60_000);
  if (minutes < 1) return tt("just");
  if (minutes < 90) return tt("ago_min", { n: minutes });
  return minutes < 48 * 60 ? tt("ago_h", { n: Math.round(minutes / 60) }) : tt("ago_d", { n: Math.round(minutes / 1440) });
}

/** A value with its unit: a truth is yes or no, its mean a share. */
export function valueWords(x: number | null | undefined, { shape, unit }: Pick<Series, "shape" | "unit">, mean = false): string {
  if (typeof x !== "number") return tt("noValue");
  if (shape === "truth") return mean ? `${Math.round(x * 100)} %` : tt(x ? "yes" : "no");
  const digits = Math.abs(x) >= 100 ? 0 : Math.abs(x) >= 10 ? 1 : 2;
  const number = x.toLocaleString(language.current, { maximumFractionDigits: digits });
  return unit ? `${number} ${unit}` : number;
}

export function sizeWords(bytes: number): string {
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${size.toLocaleString(language.current, { maximumFractionDigits: 1 })} ${unit}`;
}

export const countWords = (n: number): string => n.toLocaleString(language.current);

export const telemetryApi = {
  last: (hall: string) => request("get", "/api/telemetry/last", { query: hall ? { hall } : {} }),
  buckets: (series: Series, level: "hour" | "day", from: number, to: number) =>
    request("get", "/api/telemetry/buckets", {
      query: { device: series.device, component: series.component, quantity: series.quantity, level, from: String(from), to: String(to) },
    }),
  exports: () => request("get", "/api/telemetry/exports"),
  begin: (body: ExportBody) => request("post", "/api/telemetry/exports", { body }),
  drop: (one: string) => request("delete", "/api/telemetry/exports/{export}", { values: { export: one } }),
};
