/** Displays, posts and warnings as the backend tells them. */

import type { Schemas } from "../api";
import type { Lang } from "../messages/table";

export type Way = "left" | "right" | "straight" | "blocked";
export const WAYS: readonly Way[] = ["left", "straight", "right", "blocked"];

export interface OnTime {
  days: number[];
  from_min: number;
  to_min: number;
  brightness_pct: number;
}
/** How a display is to show things; all but its exit. */
export interface ScreenSettings {
  inches: number;
  distance_m: number;
  turned: number;
  languages: string[];
  easy: boolean;
  spoken: boolean;
  on: OnTime[];
  stream: boolean;
}
export interface ScreenExit {
  way: string;
  place: string;
  protocol: string;
  /** released, blocked */
  kind: string;
  from_ms: number;
  until_ms: number;
}
export interface ScreenState {
  mode: string;
  rung: string;
  card: string;
  since_ms: number;
  page: boolean | null;
  on: boolean | null;
  brightness_pct: number | null;
}
export interface ShownDisplay {
  device: string;
  title: string;
  site: string;
  site_name: string;
  halls: string[];
  hall_names: string[];
  online: boolean;
  last_ms: number | null;
  screen: ScreenState | null;
  /** The title of the post beside the plan. */
  card: string;
  why: Record<Lang, string>;
  fault: Record<Lang, string> | null;
  plan_rev: number;
  wanted_rev: number;
  thumbnail: { id: string; t_ms: number; why: string; sha256: string; path: string } | null;
  panel: ScreenSettings;
  exit: ScreenExit | null;
  /** When its release ends, while somebody should renew it. */
  reminder: number | null;
  /** screen, proof, release, withdraw, block */
  may: string[];
}
export interface Protocol extends ScreenExit {
  statement: string;
  given_by: string;
  given_ms: number;
  holds: boolean;
  ended_ms: number | null;
  ended_by: string;
  ended_why: Record<Lang, string> | null;
}
export interface Exits {
  now: Protocol | null;
  statement: Record<Lang, string> & { version: string };
  past: Protocol[];
}
/** What was shown from `t_ms` on. */
export interface ShownEntry {
  t_ms: number;
  mode: string;
  rung: string;
  card: string;
  to_ms: number | null;
  /** A picture of it, by its id. */
  proof: string;
}

export type PostKind = Schemas["PostKind"];
export type PostText = Schemas["TextOut"];
export type PostBody = Schemas["PostBody"];
export type Post = Schemas["PostOut"];
export type ClubRule = Schemas["ClubTrustOut"];
export type Trust = Schemas["TrustBody"]["clubs"][string];

export interface Warning {
  id: string;
  source: string;
  by: string;
  level: string;
  texts: Partial<Record<Lang, PostText>>;
  from_ms: number;
  to_ms: number;
  sites: string[];
}
export interface WarningSource {
  url: string;
  name: string;
  state: string;
  read_ms: number | null;
  error: string;
  warnings: number;
}
