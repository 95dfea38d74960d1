import { describe, expect, it } from "vitest";
import { changeOf, changesAnything, formOf, sumOf, worthTelling, type PlanDate, type Series } from "./deed";

const series = { id: "s", weekday: 1, start: "18:00", end: "19:30", sections: [1, 2], title: "Judo", from_date: "2026-09-01", to_date: "2027-06-30" } as Series;

describe("a change of a series", () => {
  it("begins on the day asked for, and not before the series", () => {
    expect(formOf(series, "2026-11-22").fromDate).toBe("2026-11-22");
    expect(formOf(series, "2026-08-01").fromDate).toBe("2026-09-01");
  });
  it("sends nothing that is as it was", () => {
    const same = changeOf(series, formOf(series, "2026-11-22"));
    expect(same).toEqual({ from_date: "2026-11-22", why: "" });
    expect(changesAnything(same)).toBe(false);
  });
  it("sends both times, so that a later start alone does not move the end", () => {
    const body = changeOf(series, { ...formOf(series, "2026-11-22"), start: "18:30" });
    expect(body).toMatchObject({ start: "18:30", end: "19:30" });
    expect(changesAnything(body)).toBe(true);
  });
  it("sends sections in order, a new weekday as a number", () => {
    const body = changeOf(series, { ...formOf(series, "2026-11-22"), sections: [3, 1], weekday: "4", title: " Judo " });
    expect(body).toEqual({ from_date: "2026-11-22", why: "", sections: [1, 3], weekday: 4 });
  });
});

describe("a plan", () => {
  it("is summed up with what matters first", () => {
    expect(sumOf({ counts: { kept: 3, taken: 1, changes: 20 } })).toEqual([["changes", 20], ["kept", 3], ["taken", 1]]);
  });
  it("is told without what stays the same", () => {
    const dates = ["kept", "changes", "past", "taken"].map((state) => ({ state }) as PlanDate);
    expect(worthTelling({ dates }).map(({ state }) => state)).toEqual(["changes", "taken"]);
  });
});
