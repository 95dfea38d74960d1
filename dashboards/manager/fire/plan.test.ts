import { describe, expect, it } from "vitest";
import type { FireZone } from "../../shared/generated/live";
import type { Plan, Point, Room } from "./api";
import { arrow, cornerOf, moved, placed, pointFor, resized, sensorsOf, unplaced, wordOf } from "./plan";

const sensor = (c: string) => ({ c, name: c, kind: "heat", state: "ok", reason: "", value: "", battery_pct: null, x: null, y: null });
const zone = (word: string, device = "d"): FireZone => ({
  device,
  site: "s",
  zone: "z",
  name: "Z",
  hall: "",
  word,
  since_ms: null,
  sensors: [sensor("a"), sensor("b")],
  off: [],
  walk_until_ms: null,
  walked: [],
  delay_s: 0,
  delay_on: false,
});
const room: Room = { name: "R", x_m: 10, y_m: 0, w_m: 4, h_m: 4, zone: "z" };
const point: Point = { kind: "sensor", name: "a", x_m: 1, y_m: 1, device: "d", c: "a", sees: "" };
const plan: Plan = { site: "s", site_name: "S", width_m: 20, height_m: 10, rooms: [room], points: [point], picture: null, changed_ms: 0, names: {}, may_edit: true };

describe("a room", () => {
  it("shows the worst word of its zone; a word of tomorrow is unknown, and nothing hides a fire", () => {
    expect(wordOf(room, [zone("normal"), zone("fire", "e")])).toBe("fire");
    expect(wordOf(room, [zone("shiny"), zone("normal", "e")])).toBe("unknown");
    expect(wordOf(room, [])).toBe("unknown");
    expect(wordOf({ ...room, zone: "" }, [zone("fire")])).toBeNull();
  });

  it("has its name where it covers the fewest signs", () => {
    const at = (x_m: number, y_m: number): Plan => ({ ...plan, points: [{ ...point, x_m, y_m }] });
    expect(cornerOf(room, plan)).toBe("");
    expect(cornerOf(room, at(10.5, 0.5))).toBe("at-right");
    expect(cornerOf(room, at(12, 0.5))).toBe("at-bottom");
  });

  it("stays whole within the plan", () => {
    expect(moved(room, 100, -100, plan)).toMatchObject({ x_m: 16, y_m: 0 });
    expect(resized(room, 100, -100, plan)).toMatchObject({ w_m: 10, h_m: 1 });
  });
});

describe("a sensor", () => {
  it("is unplaced until it stands on the plan, and begins in the middle of its room", () => {
    const [open] = unplaced(plan, [zone("normal")]);
    expect(open?.sensor.c).toBe("b");
    expect(open && pointFor(open, plan)).toMatchObject({ x_m: 12, y_m: 2, sees: "heat", device: "d", c: "b" });
    expect(sensorsOf([zone("normal"), zone("fire", "e")])).toHaveLength(4);
  });

  it("never leaves the plan, by tap or by key", () => {
    expect(placed(point, -3, 99, plan)).toMatchObject({ x_m: 0, y_m: 10 });
    expect(arrow("ArrowUp")).toEqual([0, -0.5]);
    expect(arrow("a")).toBeNull();
  });
});
