/** How the use of halls is told over HTTP. Hours are hours of a whole hall, shares 0 … 1, weekdays begin with Monday as 0. */

export const VERDICTS = ["no_show", "under_used", "used", "unbooked", "unknown"] as const;
export type Verdict = (typeof VERDICTS)[number];
export const EXPLANATIONS = ["illness", "heating", "away", "cancelled_late", "counted_wrong", "other"] as const;
export type Explained = (typeof EXPLANATIONS)[number];
export const MEASURES = ["empty", "busy", "booked", "people", "pressure"] as const;
export type Measure = (typeof MEASURES)[number];
interface Said {
  de: string;
  en: string;
}

export interface HallUse {
  hall: string;
  name: string;
  site: string;
  site_name: string;
  open_h: number;
  booked_h: number;
  used_h: number;
  empty_h: number;
  unbooked_h: number;
  unknown_h: number;
  use_share: number | null;
  prime_pressure: number | null;
  mean_people: number | null;
  peak_people: number | null;
  no_shows: number | null;
  known_share: number | null;
}
export interface UsedDay {
  hall: string;
  name: string;
  zone: string;
  from_ms: number;
  to_ms: number;
  people: [number, number | null, number | null, number | null][];
  usual: [number, number, number, number][];
  bookings: { id: string; title: string; club: string | null; club_name: string; sections: number[]; start_ms: number; end_ms: number; verdict: string | null; p: number | null }[];
  unbooked: [number, number][];
  doors: { c: string; name: string; ins: number; outs: number; quality: string }[];
  closing_error: number | null;
}
export interface HeatCell {
  value: number;
  n: number;
}
export interface HeatMap {
  hours: number[];
  days: number[];
  cells: (HeatCell | null)[][];
  unit: string;
  prime: { from_h: number; to_h: number; pressure: number | null };
}
export interface ClubUse {
  club: string | null;
  name: string;
  slots: number;
  booked_h: number;
  used_h: number;
  under_n: number;
  no_show_n: number;
  explained_n: number;
  unknown_n: number;
  use_share: number | null;
  late_cancel_n: number;
  hidden_n: number;
}
export interface Reason {
  code: string;
  figures: Record<string, number>;
  words: Said;
}
export interface UsedSlot {
  id: string;
  booking: string | null;
  hall: string;
  hall_name: string;
  sections: number[];
  section_words: Said;
  club: string | null;
  club_name: string;
  title: string;
  series: string | null;
  start_ms: number;
  end_ms: number;
  verdict: string;
  verdict_words: Said;
  p: { used: number; under_used: number; no_show: number; unbooked: number };
  people_mean: number | null;
  people_peak: number | null;
  expected: number | null;
  used_share: number | null;
  covered: number;
  reasons: Reason[];
  office_from_ms: number;
  explanation: { word: string; text: string; t_ms: number } | null;
  may_explain: boolean;
}
export const PROPOSAL_KINDS = ["lend", "release"] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];
export interface Proposal {
  id: string;
  series: string;
  club: string;
  club_name: string;
  hall: string;
  hall_name: string;
  title: string;
  kind: string;
  from_date: string;
  to_date: string;
  text: string;
  no_shows: number;
  of: number;
  p_next: number;
  state: string;
  made_ms: number;
  answer: string;
  answered_ms: number | null;
  ended_ms: number | null;
  dates: number;
  done: number;
  words: Said;
}
export interface Right {
  series: string;
  club: string | null;
  club_name: string;
  hall: string;
  hall_name: string;
  title: string;
  weekday: number;
  start: string;
  slots: number;
  of: number;
  no_shows: number;
  explained: number;
  last_ms: number | null;
  next_ms: number | null;
  p_next: number;
  suggested: string | null;
  proposal: Proposal | null;
}
export interface Unusual {
  hall: string;
  hall_name: string;
  from_ms: number;
  to_ms: number;
  people: number;
  usual: number;
  p: number;
  words: Said;
}
export interface Forecast {
  hall: string;
  points: { t_ms: number; low: number; mid: number; high: number }[];
  learned_ms: number | null;
}
export interface EnergyHint {
  hall: string;
  hall_name: string;
  what: string;
  empty_h: number;
  on_h: number;
  kwh: number | null;
  eur: number | null;
  worst_day: string | null;
  words: Said;
}
export interface AirHint {
  hall: string;
  hall_name: string;
  limit_ppm: number;
  over_h: number;
  days: number;
  worst_ppm: number;
  worst_ms: number;
  weekday: number;
  hour: number;
  words: Said;
}
export interface SensorHealth {
  device: string;
  c: string;
  kind: string;
  hall: string;
  hall_name: string;
  name: string;
  quality: string;
  reason: string;
  last_ms: number | null;
  resets_7d: number;
  closing_error_mean: number | null;
  closing_error_pct: number | null;
  counted_wrong: number;
}
export interface UsageRulesBody {
  rev: number;
  under_share: number;
  grace_min: number;
  propose_after: number;
  looked_at: number;
  min_probability: number;
  auto_release: boolean;
  release_after_min: number;
  office_after_days: number;
  smallest: number;
  bin_min: number;
  prime_from: string;
  prime_to: string;
  expected: Record<string, number>;
  cleaning: { weekdays: number[]; from_time: string; to_time: string; halls: string[] }[];
  power: { hall: string; light_w: number | null; heat_w: number | null }[];
  cent_kwh: number;
}
export interface UsageRules extends UsageRulesBody {
  saved_ms: number;
  saved_by: string;
  words: Said[];
  may_change: boolean;
}
