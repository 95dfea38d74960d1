/** What a map of weekday × hour draws and says. Pure: figures in, steps and words' parts out. */

import type { HeatMap, Measure } from "./shapes";

/** Where the steps of a scale begin; a value below the second belongs to the first. */
export type Steps = readonly number[];
const PERCENT: Steps = [0, 20, 40, 60, 80];
/** What was left empty is seldom much: its steps are finer below. */
const EMPTY: Steps = [0, 10, 25, 45, 65];
/** Of people: five steps up to the highest, rounded as people count. */
const NICE = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 200];

export const isShare = (measure: Measure): boolean => measure !== "people";
/** A share as whole per cent, people to one place below ten. */
export function shown(value: number, measure: Measure): number {
  if (isShare(measure)) return Math.round(value * 100);
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

export function values(map: HeatMap, measure: Measure): number[] {
  return map.cells.flatMap((row) => row.flatMap((cell) => (cell ? [shown(cell.value, measure)] : [])));
}

export function stepsOf(map: HeatMap, measure: Measure): Steps {
  if (isShare(measure)) return measure === "empty" ? EMPTY : PERCENT;
  const top = Math.max(5, ...values(map, measure));
  const step = NICE.find((one) => one * 5 >= top) ?? Math.ceil(top / 5);
  return [0, 1, 2, 3, 4].map((at) => at * step);
}
export function stepOf(value: number, steps: Steps): number {
  return Math.max(0, steps.findLastIndex((from) => value >= from));
}
/** "0–9" … "65–100" */
export function stepWords(steps: Steps, measure: Measure): string[] {
  return steps.map((from, at) => {
    const next = steps[at + 1];
    if (next !== undefined) return isShare(measure) || next - from > 1 ? `${from}–${next - 1}` : `${from}`;
    return measure === "people" || measure === "pressure" ? `${from}+` : `${from}–100`;
  });
}

export interface Peak {
  days: number[];
  fromH: number;
  toH: number;
}
const NEAR = 0.75;

/** Where it is most: the highest hour, its neighbours that come near it, and the days on which the same hours do. */
export function peakOf(map: HeatMap): Peak | null {
  const at = (row: number, day: number): number => map.cells[day]?.[row]?.value ?? -1;
  let best: [number, number] | null = null;
  map.cells.forEach((cells, day) => cells.forEach((cell, row) => {
    if (cell && cell.value > 0 && (!best || cell.value > at(...best))) best = [row, day];
  }));
  if (!best) return null;
  const [row, day] = best as [number, number];
  const near = at(row, day) * NEAR;
  let [first, last] = [row, row];
  while (first > 0 && at(first - 1, day) >= near) first -= 1;
  while (last + 1 < map.hours.length && at(last + 1, day) >= near) last += 1;
  const mean = (of: number): number => {
    let sum = 0;
    for (let one = first; one <= last; one += 1) sum += Math.max(0, at(one, of));
    return sum / (last - first + 1);
  };
  const days = map.days.map((_, index) => index).filter((index) => index === day || mean(index) >= near);
  return { days: days.map((index) => map.days[index] ?? index), fromH: map.hours[first] ?? 0, toH: (map.hours[last] ?? 0) + 1 };
}

/** The cell one key press away; null where the map ends or the key does not move. */
export function moved(key: string, [row, day]: readonly [number, number], rows: number, days: number): [number, number] | null {
  const to: Record<string, [number, number]> = {
    ArrowUp: [row - 1, day],
    ArrowDown: [row + 1, day],
    ArrowLeft: [row, day - 1],
    ArrowRight: [row, day + 1],
    Home: [row, 0],
    End: [row, days - 1],
    PageUp: [0, day],
    PageDown: [rows - 1, day],
  };
  const found = to[key];
  return found && found[0] >= 0 && found[0] < rows && found[1] >= 0 && found[1] < days ? found : null;
}
