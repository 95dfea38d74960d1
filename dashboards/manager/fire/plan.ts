/** A site's plan: which zone a room shows, where points stand, how they move. Metres from the upper left corner. */

import type { FireSensor, FireZone } from "../../shared/generated/live";
import type { Plan, Point, Room } from "./api";

export const STEP_M = 0.5;
const ORDER = ["fire", "pre_alarm", "fault", "unknown", "disabled", "test", "normal"];
const SEES: Readonly<Record<string, Point["sees"]>> = { smoke: "smoke", heat: "heat", co: "co", call_point: "button", panel: "panel" };

export const isSensor = (point: Point): boolean => point.kind === "sensor";
export const keyOf = (one: { device: string; c: string }): string => `${one.device}/${one.c}`;

/** How a room stands: the worst of its zone at any device; null where nothing watches. */
export function wordOf(room: Room, zones: readonly FireZone[]): string | null {
  if (!room.zone) return null;
  const words = zones.filter(({ zone }) => zone === room.zone).map(({ word }) => (ORDER.includes(word) ? word : "unknown"));
  return words.sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0] ?? "unknown";
}

type Corner = "" | "at-right" | "at-bottom" | "at-right at-bottom";
const CORNERS: readonly Corner[] = ["", "at-right", "at-bottom", "at-right at-bottom"];

/** The corner of a room in which its name covers the fewest signs; the upper left one where all are alike. */
export function cornerOf(room: Room, plan: Plan): Corner {
  const [w, h] = [Math.min(room.w_m * 0.6, plan.width_m * 0.25), Math.min(room.h_m * 0.5, plan.height_m * 0.25)];
  const covered = (corner: Corner): number => {
    const left = corner.includes("right") ? room.x_m + room.w_m - w : room.x_m;
    const top = corner.includes("bottom") ? room.y_m + room.h_m - h : room.y_m;
    return plan.points.filter(({ x_m, y_m }) => x_m >= left && x_m <= left + w && y_m >= top && y_m <= top + h).length;
  };
  return CORNERS.reduce((best, one) => (covered(one) < covered(best) ? one : best));
}

export interface Known {
  device: string;
  sensor: FireSensor;
  zone: FireZone;
}
export const sensorsOf = (zones: readonly FireZone[]): Known[] =>
  zones.flatMap((zone) => zone.sensors.map((sensor) => ({ device: zone.device, sensor, zone })));

export function sensorAt(point: Point, zones: readonly FireZone[]): Known | null {
  return sensorsOf(zones).find(({ device, sensor }) => device === point.device && sensor.c === point.c) ?? null;
}

/** The sensors that stand nowhere on the plan yet. */
export function unplaced(plan: { points: readonly Point[] }, zones: readonly FireZone[]): Known[] {
  const placed = new Set(plan.points.filter(isSensor).map(keyOf));
  return sensorsOf(zones).filter(({ device, sensor }) => !placed.has(keyOf({ device, c: sensor.c })));
}

/** A sensor as a point in the middle of its room, or of the plan. */
export function pointFor(known: Known, plan: Plan): Point {
  const room = plan.rooms.find(({ zone }) => zone === known.zone.zone);
  const [x_m, y_m] = room ? [room.x_m + room.w_m / 2, room.y_m + room.h_m / 2] : [plan.width_m / 2, plan.height_m / 2];
  const { device, sensor } = known;
  return { kind: "sensor", name: sensor.name || sensor.c, x_m, y_m, device, c: sensor.c, sees: SEES[sensor.kind] ?? "" };
}

const within = (value: number, most: number): number => Math.round(Math.min(Math.max(value, 0), most) * 10) / 10;

export function placed<T extends Point>(point: T, x: number, y: number, plan: { width_m: number; height_m: number }): T {
  return { ...point, x_m: within(x, plan.width_m), y_m: within(y, plan.height_m) };
}

/** A room stays whole within the plan. */
export function moved(room: Room, dx: number, dy: number, plan: { width_m: number; height_m: number }): Room {
  return { ...room, x_m: within(room.x_m + dx, plan.width_m - room.w_m), y_m: within(room.y_m + dy, plan.height_m - room.h_m) };
}
export function resized(room: Room, dw: number, dh: number, plan: { width_m: number; height_m: number }): Room {
  const w_m = Math.max(1, within(room.w_m + dw, plan.width_m - room.x_m));
  return { ...room, w_m, h_m: Math.max(1, within(room.h_m + dh, plan.height_m - room.y_m)) };
}

/** Metres that an arrow key asks for. */
export function arrow(key: string): readonly [number, number] | null {
  const ways: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-STEP_M, 0],
    ArrowRight: [STEP_M, 0],
    ArrowUp: [0, -STEP_M],
    ArrowDown: [0, STEP_M],
  };
  return ways[key] ?? null;
}
