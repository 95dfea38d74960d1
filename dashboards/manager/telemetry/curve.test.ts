import { describe, expect, it } from "vitest";
import { drawn, runs, scaleOf, ticks, windowOf } from "./curve";
import type { Buckets } from "./words";

const ZONE = "Europe/Berlin";
const HOUR = 3_600_000;
const NOON = Date.parse("2026-11-23T11:00Z");

describe("windows", () => {
  it("end now, or with the day that was asked for", () => {
    expect(windowOf("tag", "2026-11-23", NOON, ZONE)).toEqual({ fromMs: NOON - 24 * HOUR, toMs: NOON, level: "hour" });
    expect(windowOf("woche", "2026-11-20", NOON, ZONE)).toEqual({
      fromMs: Date.parse("2026-11-13T23:00Z"),
      toMs: Date.parse("2026-11-20T23:00Z"),
      level: "hour",
    });
    expect(windowOf("jahr", "2026-11-23", NOON, ZONE).level).toBe("day");
  });
  it("are whole local days over a clock change", () => {
    const week = windowOf("woche", "2026-10-27", NOON, ZONE);
    expect((week.toMs - week.fromMs) / HOUR).toBe(7 * 24 + 1);
    expect(ticks("woche", week, ZONE)).toHaveLength(7);
  });
});

describe("curves", () => {
  const hour = (n: number, x: number): Buckets[number] => [NOON + n * HOUR, 4, x, x - 1, x + 1, 4 * x];
  it("break where nothing was measured", () => {
    expect(runs([hour(0, 1), hour(1, 2), hour(3, 3)], HOUR).map((run) => run.length)).toEqual([2, 1]);
  });
  it("draw sums by their total and gauges with their band", () => {
    const window = { fromMs: NOON, toMs: NOON + 2 * HOUR, level: "hour" } as const;
    const gauge = drawn([hour(0, 20), hour(1, 21)], "gauge", window);
    expect(gauge.curves[0]?.band.endsWith("Z")).toBe(true);
    const sum = drawn([hour(0, 5)], "sum", window);
    expect(sum.curves[0]?.band).toBe("");
    expect(sum.lines).toContain(20);
  });
  it("have round figures at their edge, and a flat line a height", () => {
    expect(scaleOf([0, 47], "gauge").lines).toEqual([0, 20, 40, 60]);
    expect(scaleOf([19.5, 21.4], "gauge").lines).toEqual([19, 20, 21, 22]);
    const flat = scaleOf([400, 400], "gauge");
    expect(flat.high).toBeGreaterThan(flat.low);
    expect(scaleOf([0, 0], "sum").high).toBeGreaterThan(0);
  });
});
