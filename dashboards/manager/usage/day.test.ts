import { describe, expect, it } from "vitest";
import type { UsedDay } from "../../shared/usage/shapes";
import { closing, frame, halfHours, peak, runs, usualArea, usualAt } from "./day";

const at = (clock: string, day = 21): number => Date.parse(`2026-11-${day}T${clock}:00+01:00`);

function day(changes: Partial<UsedDay> = {}): UsedDay {
  return { hall: "nord", name: "Nord", zone: "Europe/Berlin", from_ms: at("00:00"), to_ms: at("00:00", 22), people: [], usual: [], bookings: [], unbooked: [], doors: [], closing_error: null, ...changes };
}
const booking = (start: number, end: number): UsedDay["bookings"][number] => ({ id: "b", title: "", club: "c", club_name: "C", sections: [1], start_ms: start, end_ms: end, verdict: null, p: null });

describe("the frame of a day", () => {
  it("is 8 to 22, wider where somebody was there or had booked", () => {
    expect(frame(day())).toMatchObject({ fromMs: at("08:00"), toMs: at("22:00") });
    const late = frame(day({ bookings: [booking(at("20:00"), at("23:30"))], people: [[at("06:20"), 2, 1, 3]] }));
    expect(late).toMatchObject({ fromMs: at("06:00"), toMs: at("00:00", 22) });
  });
  it("is right on the day the clocks go back", () => {
    const [from, to] = [Date.parse("2026-10-25T00:00+02:00"), Date.parse("2026-10-26T00:00+01:00")];
    expect(frame(day({ from_ms: from, to_ms: to }))).toMatchObject({ fromMs: Date.parse("2026-10-25T08:00+01:00"), toMs: Date.parse("2026-10-25T22:00+01:00") });
  });
  it("is as high as the upper bounds and what is usual", () => {
    expect(frame(day({ people: [[at("10:00"), 4, 2, 31]], usual: [[at("10:00"), 0, 3, 48]] })).lines).toEqual([0, 20, 40]);
  });
});

describe("the curve", () => {
  it("has a gap where nobody knows, and no line across it", () => {
    const counted = day({ people: [[at("09:00"), 3, 2, 4], [at("09:15"), 5, 4, 6], [at("09:30"), null, null, null], [at("10:00"), 7, 6, 8]] });
    const lines = runs(counted, frame(counted));
    expect(lines.map(({ line }) => line.split("L").length)).toEqual([4, 2]);
    expect(lines[0]?.band.endsWith("Z")).toBe(true);
  });
  it("holds each count until the next one: nobody leaves bit by bit", () => {
    const counted = day({ people: [[at("08:00"), 20, 20, 20], [at("12:00"), 0, 0, 0]] });
    const [run] = runs(counted, frame(counted));
    const heights = run?.line.slice(1).split(" L").map((point) => point.split(" ")[1]);
    expect(heights?.[0]).toBe(heights?.[1]);
    expect(heights?.[2]).toBe("200.0");
  });
  it("needs two points for an area", () => {
    const one = day({ usual: [[at("09:00"), 1, 2, 3]] });
    expect(usualArea(one, frame(one))).toBe("");
    expect(usualAt(one, at("08:00"))).toBeNull();
    expect(usualAt(one, at("12:00"))?.[3]).toBe(3);
  });
});

it("rows are half hours with the highest count, up to now", () => {
  const counted = day({ people: [[at("08:00"), 3, 2, 4], [at("08:20"), 9, 7, 11], [at("08:40"), null, null, null]], usual: [[at("08:00"), 1, 2, 5]] });
  const rows = halfHours(counted, frame(counted), at("09:10"));
  expect(rows.map(({ people, high, usual }) => [people, high, usual])).toEqual([[9, 11, [1, 5]], [9, 11, null], [null, null, null]]);
  const still = day({ people: [[at("08:10"), 20, 19, 21]] });
  expect(halfHours(still, frame(still), at("10:00")).map(({ people }) => people)).toEqual([20, 20, 20, 20]);
  expect(peak(counted)).toEqual({ people: 9, ms: at("08:20") });
  expect(peak(day())).toBeNull();
});

it("the closing error is told with its share of all passages", () => {
  const doors = [{ c: "a", name: "", ins: 60, outs: 40, quality: "good" }];
  expect(closing(day({ doors, closing_error: -2 }))).toEqual({ people: -2, passages: 100, share: 0.02 });
  expect(closing(day({ closing_error: 1 }))?.share).toBeNull();
  expect(closing(day({ doors }))).toBeNull();
});
