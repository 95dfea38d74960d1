/** A wish as it is being written. Pure. */

import type { Wish, WishBody } from "./api";

export interface Draft {
  group: string;
  sport: string;
  people: number;
  youth: number;
  sections: number;
  weekdays: number[];
  earliest: string;
  latest: string;
  minutes: number;
  priority: number;
  halls: [string, string, string];
  marking: string;
  stepFree: boolean;
  note: string;
}
export const LENGTHS = [45, 60, 75, 90, 105, 120, 150, 180] as const;

export const blank = (): Draft => ({ group: "", sport: "", people: 15, youth: 0, sections: 1, weekdays: [], earliest: "17:00", latest: "19:00", minutes: 90, priority: 2, halls: ["", "", ""], marking: "", stepFree: false, note: "" });

const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

export function draftOf(wish: Wish): Draft {
  const [first = "", second = "", third = ""] = wish.halls;
  const { group, sport, people, youth, sections, minutes, priority, marking, note } = wish;
  return { group, sport, people, youth, sections, minutes, priority, marking, note, weekdays: [...wish.weekdays], earliest: clock(wish.earliest_min), latest: clock(wish.latest_min), halls: [first, second, third], stepFree: wish.step_free };
}

/** To the quarter of an hour, as plans are; null for what is no time. */
export function quarterOf(text: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (!found) return null;
  const minute = Number(found[1]) * 60 + Number(found[2]);
  return minute < 1440 ? Math.round(minute / 15) * 15 : null;
}

export type Fault = "needGroup" | "needDay" | "needTime";

/** What is sent, or what is still missing. */
export function bodyOf(draft: Draft, club: string): WishBody | Fault {
  const [earliest, latest] = [quarterOf(draft.earliest), quarterOf(draft.latest)];
  if (!draft.group.trim()) return "needGroup";
  if (!draft.weekdays.length) return "needDay";
  if (earliest === null || latest === null || earliest > latest) return "needTime";
  const halls = [...new Set(draft.halls.filter(Boolean))];
  const { sport, people, youth, sections, minutes, priority, marking, note } = draft;
  return { club, group: draft.group.trim(), sport, people, youth, sections, minutes, priority, marking, note, halls, weekdays: [...draft.weekdays].sort(), earliest_min: earliest, latest_min: latest, step_free: draft.stepFree };
}
