import { describe, expect, it } from "vitest";
import type { HallDay } from "./api";
import { halfHours, paths, scale, summary } from "./daycurve";

const T0 = Date.UTC(2026, 10, 21, 7);
const hour = (h: number): number => T0 + (h - 8) * 3_600_000;

function day(people: [number, number | null][], bookings: [number, number][] = []): HallDay {
  return {
    date: "2026-11-21",
    zone: "Europe/Berlin",
    now_ms: hour(18),
    open_ms: hour(8),
    close_ms: hour(22),
    capacity: 199,
    people: people.map(([h, n]) => [hour(h), n]),
    bookings: bookings.map(([from, to], index) => ({ id: `${index}`, title: "", club: "", sections: [1], start_ms: hour(from), end_ms: hour(to) })),
    alarms: [],
  };
}

describe("the day in words", () => {
  it("finds peak, now, booked and used hours", () => {
    const said = summary(day([[9, 10], [9.5, 20], [10, 0], [17.5, 5], [17.9, 7]], [[9, 11], [17, 19]]), hour(18));
    expect(said).toMatchObject({ peak: 20, peakMs: hour(9.5), nowPeople: 7, bookedHours: 4, usedHours: 1.5 });
  });

  it("counts bookings side by side once", () => {
    expect(summary(day([], [[9, 11], [9, 11], [10, 12]]), hour(18)).bookedHours).toBe(3);
  });

  it("knows nothing of now when the last count is old", () => {
    expect(summary(day([[9, 10]]), hour(18)).nowPeople).toBeNull();
  });

  it("an empty day has no peak, not a peak of 0", () => {
    expect(summary(day([]), hour(18))).toMatchObject({ peak: null, nowPeople: null, usedHours: 0 });
  });
});

describe("the curve", () => {
  it("breaks where nothing was counted", () => {
    expect(paths(day([[9, 1], [9.25, 2], [9.5, null], [9.75, 3]]))).toHaveLength(2);
    expect(paths(day([[9, 1], [9.25, 2], [12, 3]]))).toHaveLength(1);
    expect(paths(day([[9, 1], [9.25, 2], [9.5, 3]]))).toHaveLength(1);
  });

  it("leaves room above the highest value for the bookings' names", () => {
    const drawn = scale(day([[9, 47]]));
    expect(drawn.y(47)).toBeLessThan(0.7);
    expect(drawn.lines).toEqual([0, 20, 40]);
    expect(drawn.x(hour(15))).toBeCloseTo(0.5);
  });
});

describe("the table", () => {
  it("has half hours until now, with the highest count, and gaps as gaps", () => {
    const rows = halfHours(day([[8.1, 3], [8.2, 9], [9.1, 4]]), hour(9.4));
    expect(rows.map(({ people }) => people)).toEqual([9, null, 4]);
  });
});
