import { describe, expect, it } from "vitest";
import { some } from "../some.test-support";
import { byDay, monthAfter, weeksOfMonth } from "./month";

describe("a month", () => {
  it("follows another across the year's end", () => {
    expect(monthAfter("2026-12", 1)).toBe("2027-01");
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
  });
  it("has whole weeks, Monday first, with the days around it", () => {
    const weeks = weeksOfMonth("2026-11");
    expect(weeks.map(([monday]) => monday)).toEqual(["2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeksOfMonth("2027-02")).toHaveLength(4); // begins on a Monday and has four weeks
    expect(weeksOfMonth("2028-02").flat()).toContain("2028-02-29");
  });
  it("has each date on the day it begins at the hall", () => {
    const late = some({ id: "late", start_ms: Date.parse("2026-11-21T22:30:00Z") });
    const next = some({ id: "next", start_ms: Date.parse("2026-11-21T23:30:00Z") });
    expect([...byDay([next, late], "Europe/Berlin")].map(([day, held]) => [day, held.map(({ id }) => id)])).toEqual([["2026-11-21", ["late"]], ["2026-11-22", ["next"]]]);
  });
});
