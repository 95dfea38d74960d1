import { describe, expect, it } from "vitest";
import { moved, peakOf, stepOf, stepsOf, stepWords, values } from "./heat";
import type { HeatMap } from "./shapes";

/** Days by hours, from 18 o'clock. */
function map(...days: (number | null)[][]): HeatMap {
  return {
    hours: days[0]?.map((_, at) => 18 + at) ?? [],
    days: days.map((_, at) => at),
    cells: days.map((row) => row.map((value) => (value === null ? null : { value, n: 4 }))),
    unit: "share",
    prime: { from_h: 16, to_h: 21, pressure: null },
  };
}

describe("steps of a map", () => {
  it("are the same for every share, so that two maps compare", () => {
    const steps = stepsOf(map([0.01]), "empty");
    expect([0, 9, 10, 24, 25, 64, 65, 100].map((value) => stepOf(value, steps))).toEqual([0, 0, 1, 1, 2, 3, 4, 4]);
    expect(stepWords(steps, "empty").at(-1)).toBe("65–100");
    expect(stepWords(stepsOf(map([0.01]), "pressure"), "pressure").at(-1)).toBe("80+");
  });
  it("follow the highest number of people", () => {
    const people = map([3, 48], [12.26, null]);
    expect(stepsOf(people, "people")).toEqual([0, 10, 20, 30, 40]);
    expect(values(people, "people")).toEqual([3, 48, 12]);
    expect(stepsOf(map([null]), "people")).toEqual([0, 1, 2, 3, 4]);
    expect(stepWords([0, 1, 2, 3, 4], "people")).toEqual(["0", "1", "2", "3", "4+"]);
  });
});

describe("where it is most", () => {
  it("joins neighbouring hours and the days on which the same hours come near", () => {
    expect(peakOf(map([0.1, 0.1, 0.1], [0.1, 0.7, 0.8], [0.1, 0.65, 0.7]))).toEqual({ days: [1, 2], fromH: 19, toH: 21 });
  });
  it("is nowhere when nothing is known or nothing happened", () => {
    expect(peakOf(map([null, null]))).toBeNull();
    expect(peakOf(map([0, 0]))).toBeNull();
  });
});

it("keys move within the map and end at its edges", () => {
  expect(moved("ArrowRight", [0, 0], 3, 7)).toEqual([0, 1]);
  expect(moved("ArrowUp", [0, 0], 3, 7)).toBeNull();
  expect(moved("End", [1, 2], 3, 7)).toEqual([1, 6]);
  expect(moved("PageDown", [0, 2], 3, 7)).toEqual([2, 2]);
  expect(moved("a", [0, 0], 3, 7)).toBeNull();
});
