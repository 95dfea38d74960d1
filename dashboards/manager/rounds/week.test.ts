import { describe, expect, it } from "vitest";
import type { WeekHall } from "../../shared/rounds/api";
import { changeOf, countsOf } from "./replay";
import { nextOf, objectionsUntil } from "./steps";
import { axisOf, daysOf, runsOf, sameSpot, shutOf, startsOf, step, type Spot } from "./week";

const evening: [number, number][] = [[960, 1_320]];
const hall: WeekHall = { hall: "nord", hall_name: "Nord", site_name: "Nord", sections: 3, section_names: ["1", "2", "3"], hours: [evening, evening, [[480, 720], [960, 1_320]], [], [], [], []] };
const there = { hall: "nord", weekday: 5, start_min: 840, end_min: 930 };
const spot: Spot = { hall: "nord", sections: [1], weekday: 0, start_min: 1_080 };

describe("the week of a hall", () => {
  it("shows the days it is open, and those that somebody has all the same", () => {
    expect(daysOf(hall, [])).toEqual([0, 1, 2]);
    expect(daysOf(hall, [there, { ...there, hall: "sued", weekday: 6 }])).toEqual([0, 1, 2, 5]);
  });
  it("begins an hour before the first wish, and ends when the hall closes", () => {
    const axis = axisOf(hall, [], [{ earliest_min: 1_050 }]);
    expect([axis.fromMin, axis.toMin]).toEqual([960, 1_320]);
    expect(axisOf(hall, [there], [{ earliest_min: 1_050 }]).fromMin).toBe(840);
    expect(axisOf({ ...hall, hours: [[], [], [], [], [], [], []] }, [], []).fromMin).toBe(480);
  });
  it("shades what cannot be given", () => {
    const axis = axisOf(hall, [there], [{ earliest_min: 540 }]);
    expect(shutOf(hall, 2, axis)).toEqual([[720, 960]]);
    expect(shutOf(hall, 3, axis)).toEqual([[480, 1_320]]);
  });
  it("offers places side by side, a smaller hall as a whole, and starts that leave the time", () => {
    expect(runsOf(3, 2)).toEqual([[1, 2], [2, 3]]);
    expect(runsOf(1, 3)).toEqual([[1]]);
    expect(startsOf(hall, 2, 210)).toEqual([480, 495, 510, 960, 975, 990, 1_005, 1_020, 1_035, 1_050, 1_065, 1_080, 1_095, 1_110]);
    expect(startsOf(hall, 4, 60)).toEqual([]);
  });
  it("goes by keys through sections, days and quarters, and stays inside", () => {
    const axis = axisOf(hall, [], [{ earliest_min: 1_020 }]);
    const go = (from: Spot, ...ways: Parameters<typeof step>[1][]): Spot => ways.reduce((at, way) => step(at, way, 90, hall, [0, 1, 2], axis), from);
    expect(go(spot, "right", "right", "right")).toEqual({ ...spot, weekday: 1, sections: [1] });
    expect(go(spot, "left")).toEqual(spot);
    expect(go(spot, "dayOn", "left")).toEqual({ ...spot, sections: [3] });
    expect(go({ ...spot, start_min: 1_230 }, "down").start_min).toBe(1_230);
    expect(go(spot, "up").start_min).toBe(1_065);
    expect(sameSpot(go(spot, "up", "down"), spot)).toBe(true);
  });
});

describe("a round", () => {
  it("has one next step", () => {
    const next = (state: "open" | "closed" | "proposed" | "published", announced = false): string => nextOf({ state, announced });
    expect([next("open"), next("closed"), next("proposed"), next("proposed", true), next("published", true)]).toEqual(["close", "propose", "announce", "publish", "none"]);
    expect(objectionsUntil(0, (ms) => new Date(ms).toISOString())).toBe("1970-01-15T18:00");
  });
  it("counts who gains and who loses in a replay", () => {
    expect([changeOf({ change: 0.1 }), changeOf({ change: -0.25 })]).toEqual([0, -1]);
    expect(countsOf([{ change: 1.5 }, { change: -1 }, { change: -0.5 }, { change: 0 }])).toEqual({ more: 1, less: 2, same: 1 });
  });
});
