import { describe, expect, it } from "vitest";
import type { SensorHealth, UsageRules } from "../../shared/usage/shapes";
import { byDay, weekOf } from "./forecast";
import { bodyOf, formOf } from "./rules";
import { isOff, kindWord, ranked, sevOf, stateWord, todo } from "./sensors";

const sensor = (changes: Partial<SensorHealth>): SensorHealth => ({ device: "nord-1", c: "tuer", kind: "door", hall: "nord", hall_name: "Nord", name: "", quality: "ok", reason: "", last_ms: 0, resets_7d: 0, closing_error_mean: null, closing_error_pct: null, counted_wrong: 0, ...changes });

describe("sensors", () => {
  it("say what to do, by the device's own word or by how a driver speaks", () => {
    expect(todo(sensor({}))).toBe("");
    expect(todo(sensor({ quality: "fault", reason: "blocked" }))).toContain("Lichtstrahl");
    expect(todo(sensor({ quality: "fault", reason: "silent for 5 s" }))).toContain("nord-1");
    expect(todo(sensor({ quality: "fault", reason: "E42" }))).toContain("E42");
    expect(todo(sensor({ quality: "stale" }))).toContain("Seit längerem");
  });
  it("are never good by a word nobody knows", () => {
    expect([sevOf("splendid"), stateWord("splendid"), kindWord("lidar")]).toEqual(["unknown", "nicht bekannt", "lidar"]);
  });
  it("that need help stand first", () => {
    const all = [sensor({ c: "gut" }), sensor({ c: "weit", closing_error_pct: 12 }), sensor({ c: "aus", quality: "fault" })];
    expect(ranked(all).map(({ c }) => c)).toEqual(["aus", "weit", "gut"]);
    expect(isOff(sensor({}))).toBe(false);
  });
});

describe("rules", () => {
  const rules = { rev: 3, under_share: 0.3, min_probability: 0.975, expected: { training: 8 }, power: [{ hall: "nord", light_w: 6000, heat_w: null }], cleaning: [], words: [], may_change: true, saved_ms: 1, saved_by: "x" } as unknown as UsageRules;
  it("are typed in per cent and sent as shares, with a line for every hall", () => {
    const form = formOf(rules, ["nord", "sued"]);
    expect([form.underPct, form.surePct, form.power.length, form.body.expected?.["match"]]).toEqual([30, 97.5, 2, 10]);
    form.underPct = 35;
    expect(bodyOf(form)).toMatchObject({ rev: 3, under_share: 0.35, min_probability: 0.975, power: [{ hall: "nord", light_w: 6000, heat_w: null }] });
    expect(bodyOf(form)).not.toHaveProperty("words");
  });
  it("keep the power of a hall that is not listed", () => expect(bodyOf(formOf(rules, [])).power).toHaveLength(1));
});

it("a forecast has its highest hour, a day's line at midnight of the town, and one row a day", () => {
  const at = (clock: string): number => Date.parse(`2026-11-${clock}:00+01:00`);
  const points = [["21T22:00", 3], ["21T23:00", 9], ["22T00:00", 1], ["22T01:00", 4]].map(([clock, mid]) => ({ t_ms: at(String(clock)), low: 0, mid: Number(mid), high: Number(mid) * 2 }));
  const week = weekOf(points, "Europe/Berlin");
  expect(week.most?.mid).toBe(9);
  expect(week.days.map(({ ms }) => ms)).toEqual([at("21T22:00"), at("22T00:00")]);
  expect(byDay(points, "Europe/Berlin").map(({ mid }) => mid)).toEqual([9, 4]);
  expect(weekOf([], "Europe/Berlin").line).toBe("");
});
