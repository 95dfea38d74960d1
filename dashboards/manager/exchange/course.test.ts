import { describe, expect, it } from "vitest";
import type { Detail } from "./api";
import { decided, exportAddress, mapped, mayApply, namesOf, percentOf, runs } from "./course";

const settings: Detail["settings"] = { mapping: ["hall", "club"], season_from: null, season_to: null, hall: "", club: "", halls: {}, clubs: {}, parts: {} };
const detail = (more: Partial<Detail> = {}): Detail => ({
  id: "i-1",
  name: "plan.xlsx",
  created_ms: 1,
  state: "read",
  progress: { phase: "done", done: 2, total: 2, fault: null },
  summary: {},
  kind: "xlsx",
  head: ["Halle", "Verein"],
  sample: [],
  fields: [],
  missing: [],
  settings,
  counts: { rows: 2, series: 1, singles: 0, dates: { free: 3 }, left_out: {}, new_clubs: [] },
  unknown_halls: [],
  unknown_clubs: [],
  unknown_parts: [],
  ...more,
});
const at = (phase: string, done: number, total: number): Detail["progress"] => ({ phase, done, total, fault: null });

describe("an import", () => {
  it("is asked about again while the server works at it", () => {
    expect(runs(detail())).toBe(false);
    expect(runs(detail({ progress: at("checking", 0, 3) }))).toBe(true);
    expect(runs(detail({ state: "applying", progress: at("done", 3, 3) }))).toBe(true);
    expect(runs(detail({ counts: null }))).toBe(true);
  });
  it("is not asked about for ever when its file is gone, or the work failed", () => {
    expect(runs(detail({ counts: null, head: [], progress: null }))).toBe(false);
    expect(runs(detail({ counts: null, progress: { ...at("done", 0, 0)!, fault: { de: "Nein.", en: "No." } } }))).toBe(false);
    expect(runs(detail({ state: "undone", counts: null, progress: null }))).toBe(false);
  });
  it("can be applied when something is free and nothing is missing", () => {
    expect(mayApply(detail())).toBe(true);
    expect(mayApply(detail({ state: "stopped" }))).toBe(true);
    expect(mayApply(detail({ state: "applied" }))).toBe(false);
    expect(mayApply(detail({ missing: ["hall"] }))).toBe(false);
    expect(mayApply(detail({ counts: { ...detail().counts!, dates: { taken: 3 } } }))).toBe(false);
  });
});

describe("the progress", () => {
  it("is never told better than it is", () => {
    expect(percentOf(at("writing", 199, 200))).toBe(99);
    expect(percentOf(at("writing", 200, 200))).toBe(100);
    expect(percentOf(at("waiting", 0, 0))).toBeNull();
    expect(percentOf(null)).toBeNull();
  });
});

describe("names", () => {
  const one = detail({
    settings: { ...settings, parts: { "nord|Empore": "1,2" } },
    unknown_parts: [{ text: "Bühne|links", rows: 4, alike: [], hall: "nord" }],
  });
  it("stay there when they are decided, parts with their hall", () => {
    expect(namesOf(one, "parts").map(({ key, text, hall, rows }) => [key, text, hall, rows])).toEqual([
      ["nord|Bühne|links", "Bühne|links", "nord", 4],
      ["nord|Empore", "Empore", "nord", 0],
    ]);
  });
  it("are decided, and the decision taken back", () => {
    const made = decided(settings, "clubs", "TSV", "+");
    expect(made.clubs).toEqual({ TSV: "+" });
    expect(decided(made, "clubs", "TSV", "").clubs).toEqual({});
  });
});

describe("columns", () => {
  it("give a meaning up that another one gets, but may all mean nothing", () => {
    expect(mapped(["hall", "club", ""], 2, "hall")).toEqual(["", "club", "hall"]);
    expect(mapped(["hall", "club", ""], 1, "")).toEqual(["hall", "", ""]);
  });
});

describe("an export", () => {
  it("asks for what was chosen only", () => {
    expect(exportAddress("csv", { from: "2026-11-01", to: "2026-12-01", hall: "", club: "tsv" })).toBe("/api/export.csv?from=2026-11-01&to=2026-12-01&club=tsv");
  });
});
