/** Wall time of a zone as form fields have it (`2026-11-21T18:00`), and back to an instant. */

import { clock, isoDay } from "./time";

export const wallOf = (ms: number, zone: string): string => `${isoDay(ms, zone)}T${clock(ms, zone)}`;

/** The instant of a wall time. In the hour that a clock change leaves out, the one an hour later; of a doubled hour the first. */
export function instantOf(wall: string, zone: string): number | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offset = (ms: number): number => Date.parse(`${wallOf(ms, zone)}Z`) - Math.floor(ms / 60_000) * 60_000;
  const day = 86_400_000;
  const found = [...new Set([offset(asUtc - day), offset(asUtc + day)])].map((one) => asUtc - one);
  const fitting = found.filter((ms) => wallOf(ms, zone) === wall.slice(0, 16)).sort((a, b) => a - b);
  return fitting[0] ?? Math.max(...found);
}

/** Minutes after midnight as 18:30, and back; null for what is no time. 24:00 is the end of a day. */
export const minuteWords = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
export function minuteOf(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (!found) return null;
  const minute = Number(found[1]) * 60 + Number(found[2]);
  return minute <= 1440 && Number(found[2]) < 60 ? minute : null;
}
