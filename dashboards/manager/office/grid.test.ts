import { describe, expect, it } from "vitest";
import { instantOf } from "../../shared/walltime";
import * as time from "../../shared/time";
import { Axis, axisOf, fit, instantOn, into, minuteOn, nearest, runs, shifted, step, weekOf, type Column, type Day, type HallLike, type Held, type Wish } from "./grid";

const ZONE = "Europe/Berlin";
const HOUR = 3_600_000;
const MIDNIGHT = Date.parse("2026-11-22T23:00:00Z"); // Mon 2026-11-23 in Berlin
const NOW = MIDNIGHT;
const wall = (ms: number): number => {
  const [hours = 0, minutes = 0] = time.clock(ms, ZONE).split(":").map(Number);
  return hours * 60 + minutes;
};
const instant = (minute: number, day: Day): number =>
  instantOn(minute, day, (at) => instantOf(`${day.date}T${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`, ZONE) ?? 0);

function dayAt(index: number): Day {
  const from = MIDNIGHT + index * 24 * HOUR;
  return { date: time.isoDay(from + HOUR, ZONE), from_ms: from, to_ms: from + 24 * HOUR, open: [{ start_ms: from + 8 * HOUR, end_ms: from + 22 * HOUR }], closed: [] };
}
const hall = (more: Partial<HallLike> = {}): HallLike => ({ id: "nord", name: "Nord", sections: 3, buffer_ms: 0, source: "", days: [0, 1, 2].map(dayAt), ...more });
const columns = (one: HallLike): Column[] => one.days.map((day) => ({ key: day.date, hall: one, day }));
const held = (id: string, from: number, to: number, sections: number[], more: Partial<Held> = {}): Held => ({ id, hall: "nord", sections, start_ms: MIDNIGHT + from * HOUR, end_ms: MIDNIGHT + to * HOUR, clear_ms: MIDNIGHT + to * HOUR, ...more });
const wish = (from: number, to: number, sections: number[], more: Partial<Wish> = {}): Wish => ({ id: "", hall: "nord", sections, start_ms: MIDNIGHT + from * HOUR, end_ms: MIDNIGHT + to * HOUR, ...more });

describe("axis", () => {
  const axis = new Axis(480, 1320);
  it("gives the evening the height and school hours less", () => {
    expect(axis.y(840) - axis.y(480)).toBeCloseTo(114);
    expect(axis.y(900) - axis.y(840)).toBeCloseTo(50);
    expect(axis.height).toBeCloseTo(514);
  });
  it("finds the minute of every height", () => {
    for (let minute = 480; minute <= 1320; minute += 15) expect(axis.minute(axis.y(minute))).toBeCloseTo(minute);
    expect([axis.minute(-50), axis.minute(9_999)]).toEqual([480, 1320]);
  });
  it("writes few hours where they are narrow", () => expect(axis.hours).toEqual([8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22]));
  it("is even when asked", () => expect(new Axis(480, 1320, true).y(540)).toBeCloseTo(50));
  it("copes with a hall that opens late", () => expect(new Axis(960, 1320).y(1020)).toBeCloseTo(50));
  it("reaches over what is booked outside the hours", () => {
    const found = axisOf(columns(hall()), [held("a", 6.5, 8, [1]), held("b", 22, 23.25, [1])], wall);
    expect([found.fromMin, found.toMin]).toEqual([360, 1440]);
  });
  it("has hours for a hall that is closed all week", () => {
    const shut = hall({ days: [0, 1].map((index) => ({ ...dayAt(index), open: [] })) });
    expect(axisOf(columns(shut), [], wall).fromMin).toBe(480);
  });
});

describe("times on a day when the clocks change", () => {
  const from = Date.parse("2027-03-27T23:00:00Z");
  const spring: Day = { date: "2027-03-28", from_ms: from, to_ms: from + 23 * HOUR, open: [], closed: [] };
  it("keeps 18:00 at 18:00", () => {
    const six = instant(18 * 60, spring);
    expect(time.clock(six, ZONE)).toBe("18:00");
    expect(minuteOn(six, spring, wall)).toBe(18 * 60);
  });
  it("moves to the same wall time from the day before", () => {
    const before: Day = { date: "2027-03-27", from_ms: from - 24 * HOUR, to_ms: from, open: [], closed: [] };
    const moved = into(wish(0, 0, [1], { start_ms: from - 6 * HOUR, end_ms: from - 4 * HOUR }), before, { key: "", hall: hall(), day: spring }, [1], instant, wall);
    expect(time.span(moved.start_ms, moved.end_ms, ZONE)).toBe("18:00–20:00");
  });
});

describe("sections", () => {
  it("are drawn as runs", () => {
    expect(runs([3, 1])).toEqual([[1, 1], [3, 3]]);
    expect(runs([2, 1, 3])).toEqual([[1, 3]]);
  });
  it("shift as a whole and stay inside", () => {
    expect(shifted([1, 2], 1, 3)).toEqual([2, 3]);
    expect(shifted([1, 2], 5, 3)).toEqual([2, 3]);
    expect(shifted([2], -9, 3)).toEqual([1]);
    expect(shifted([1, 3], 1, 3)).toEqual([1, 3]);
  });
  it("become fewer in a hall that has fewer", () => {
    expect(shifted([1, 2, 3], 0, 2)).toEqual([1, 2]);
    expect(shifted([3], 0, 2)).toEqual([2]);
  });
});

describe("fit", () => {
  const others = [held("a", 18, 20, [1, 2]), held("b", 20, 21, [3])];
  it("names who is in the way", () => {
    expect(fit(wish(19, 20, [2]), hall(), others, NOW).conflicts.map(({ id }) => id)).toEqual(["a"]);
    expect(fit(wish(19, 20.5, [2, 3]), hall(), others, NOW).conflicts.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(fit(wish(20, 21, [1, 2]), hall(), others, NOW)).toEqual({ fault: null, why: "", conflicts: [] });
  });
  it("never finds a booking in its own way", () => expect(fit(wish(18.5, 20.5, [1, 2], { id: "a" }), hall(), others, NOW).conflicts).toEqual([]));
  it("counts the buffer after both", () => {
    expect(fit(wish(20, 21, [1]), hall(), [held("a", 18, 20, [1], { clear_ms: MIDNIGHT + 20.25 * HOUR })], NOW).conflicts).toHaveLength(1);
    expect(fit(wish(17, 18, [1]), hall({ buffer_ms: HOUR / 4 }), others, NOW).conflicts).toHaveLength(1);
  });
  it.each([
    ["closed", wish(7, 9, [1])],
    ["closed", wish(21, 23, [1])],
    ["short", wish(18, 18.25, [1])],
    ["long", wish(9, 18, [1])],
  ] as const)("says %s", (fault, wanted) => expect(fit(wanted, hall(), [], NOW).fault).toBe(fault));
  it("knows closures of sections, and why", () => {
    const shut = hall({ days: [{ ...dayAt(0), closed: [{ start_ms: MIDNIGHT + 14 * HOUR, end_ms: MIDNIGHT + 22 * HOUR, sections: [3], why: "Grundreinigung" }] }] });
    expect(fit(wish(18, 19, [3]), shut, [], NOW)).toMatchObject({ fault: "closed", why: "Grundreinigung" });
    expect(fit(wish(18, 19, [1]), shut, [], NOW).fault).toBeNull();
  });
  it("refuses the past, but lets what runs be made longer", () => {
    const now = MIDNIGHT + 18.5 * HOUR;
    expect(fit(wish(18, 20, [3]), hall(), others, now).fault).toBe("past");
    expect(fit(wish(18, 20.5, [1, 2], { id: "a" }), hall(), others, now).fault).toBeNull();
  });
  it("leaves alone what is led elsewhere", () => expect(fit(wish(18, 19, [3]), hall({ source: "Schulplan" }), [], NOW).fault).toBe("led"));
});

describe("nearest", () => {
  it("offers other sections at the same time first, then other times", () => {
    const found = nearest(wish(18, 19, [1]), hall(), [held("a", 18, 20, [1, 2])], NOW);
    expect(found).toHaveLength(3);
    expect(found.find(({ start_ms }) => start_ms === MIDNIGHT + 18 * HOUR)?.sections).toEqual([3]);
    for (const one of found) expect(fit(one, hall(), [held("a", 18, 20, [1, 2])], NOW)).toMatchObject({ fault: null, conflicts: [] });
  });
  it("finds nothing in a hall that is full", () => {
    const full = [0, 1, 2].map((day) => held(`d${day}`, 8 + 24 * day, 22 + 24 * day, [1, 2, 3]));
    expect(nearest(wish(18, 19, [1]), hall(), full, NOW)).toEqual([]);
  });
});

describe("keyboard", () => {
  const all = columns(hall());
  const go = (from: Wish, way: Parameters<typeof step>[1], at = 0) => step(from, way, all, at, instant, wall);
  it("goes a quarter up and down, and not out of the day", () => {
    expect(go(wish(18, 19, [1]), "down").wish.start_ms).toBe(MIDNIGHT + 18.25 * HOUR);
    expect(go(wish(0, 1, [1]), "up").wish.start_ms).toBe(MIDNIGHT);
  });
  it("goes through the sections into the next day", () => {
    expect(go(wish(18, 19, [1]), "right").wish.sections).toEqual([2]);
    const next = go(wish(18, 19, [3]), "right");
    expect([next.at, next.wish.sections, next.wish.start_ms]).toEqual([1, [1], MIDNIGHT + 42 * HOUR]);
    const back = go(next.wish, "left", 1);
    expect([back.at, back.wish.sections]).toEqual([0, [3]]);
  });
  it("stays at the ends", () => expect(go(wish(18, 19, [1]), "left")).toEqual({ wish: wish(18, 19, [1]), at: 0 }));
  it("changes the day and keeps the sections", () => expect(go(wish(18, 19, [2]), "dayOn").wish).toMatchObject({ sections: [2], start_ms: MIDNIGHT + 42 * HOUR }));
  it("makes longer and shorter within the rules", () => {
    expect(go(wish(18, 19, [1]), "longer").wish.end_ms).toBe(MIDNIGHT + 19.25 * HOUR);
    expect(go(wish(18, 18.5, [1]), "shorter").wish.end_ms).toBe(MIDNIGHT + 18.5 * HOUR);
  });
});

it.each([
  ["2026-11-23", 48, 2026, "2026-11-23"],
  ["2027-01-03", 53, 2026, "2026-12-28"],
  ["2027-01-04", 1, 2027, "2027-01-04"],
  ["2028-02-29", 9, 2028, "2028-02-28"],
])("%s is in week %i of %i", (iso, week, year, monday) => expect(weekOf(iso)).toEqual({ week, year, monday }));
