/**
 * How large everything on a display is, from the screen's diagonal, how far away its readers stand, and its pixels. Pure.
 *
 * A capital letter of `distance / 155` (22 minutes of arc) is read without effort, one of `distance / 215` (16 minutes) just so. A
 * capital of the pages' font is 0.672 em high. All lengths are CSS px of the stage: the page as its readers see it, turned or not.
 */

import type { Panel } from "../shared/generated/screens";

export const CAP_EM = 0.672;
export const ROW_OF_DISTANCE = 155;
export const SMALLEST_OF_DISTANCE = 215;
/** A QR code is read from ten times its side. */
export const QR_OF_DISTANCE = 10;
const MM_PER_INCH = 25.4;
/** The design is drawn for 1080 px on the shorter side; `u` is one of them. */
const DRAWN_FOR = 1080;
/** Letters of a row, in `u`: smaller wastes the screen, larger leaves no room for a plan. */
const ROW_U = { least: 56, most: 97 } as const;
const SMALLEST_OF_ROW = ROW_OF_DISTANCE / SMALLEST_OF_DISTANCE;

export interface Sizes {
  width: number;
  height: number;
  portrait: boolean;
  /** Degrees by which the page turns its stage, because the panel hangs so and the browser does not know. */
  turn: 0 | 90 | 180 | 270;
  u: number;
  pxPerMm: number;
  /** Font size of the rows, and the smallest there is. */
  row: number;
  min: number;
  /** The side of a QR code that can be read from where readers stand. */
  qr: number;
  /** From how far rows are read without effort; less than the panel's distance where the screen is too small for it. */
  reachM: number;
}

const within = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));
const sane = (value: number, least: number, most: number, otherwise: number): number => (Number.isFinite(value) && value > 0 ? within(least, value, most) : otherwise);

/** Font size in px of letters whose capitals are `distance / part` high. */
export function fontPx(distanceM: number, pxPerMm: number, part: number): number {
  return ((distanceM * 1000) / part) * (pxPerMm / CAP_EM);
}

export function sizesOf(panel: Pick<Panel, "inches" | "distance_m" | "turned">, width: number, height: number): Sizes {
  const inches = sane(panel.inches, 7, 250, 55);
  const distanceM = sane(panel.distance_m, 0.5, 60, 5);
  const onSide = panel.turned === 90 || panel.turned === 270;
  const turn = (onSide && width > height) || panel.turned === 180 ? (panel.turned as Sizes["turn"]) : 0;
  const [w, h] = turn === 90 || turn === 270 ? [height, width] : [width, height];
  const u = Math.min(w, h) / DRAWN_FOR;
  const pxPerMm = Math.hypot(w, h) / (inches * MM_PER_INCH);
  const row = within(ROW_U.least * u, fontPx(distanceM, pxPerMm, ROW_OF_DISTANCE), ROW_U.most * u);
  return {
    width: w,
    height: h,
    portrait: h > w,
    turn,
    u,
    pxPerMm,
    row,
    min: row * SMALLEST_OF_ROW,
    qr: ((distanceM * 1000) / QR_OF_DISTANCE) * pxPerMm,
    reachM: (row * CAP_EM * ROW_OF_DISTANCE) / pxPerMm / 1000,
  };
}

/** What stands on the board beside its rows. */
export interface Needs {
  /** Lines of text in the strip over the plan, in each of its bands; empty: no strip. */
  above: readonly number[];
  /** How many blocks stand below the plan: people, a card, what is out of date. */
  low: number;
  stream: boolean;
  /** The line that says an alarm is over. */
  ended: boolean;
  /** How many rows and names of halls want to stand there; what they leave free goes to the blocks below. */
  rows: number;
  halls: number;
  /** The side of a QR code on the card, 0 without one. */
  qr: number;
}

/** The board from top to bottom, in px. `body` holds the rows; `narrow` rows have two lines. */
export interface Layout {
  narrow: boolean;
  head: number;
  ended: number;
  above: readonly number[];
  thead: number;
  body: number;
  rowPx: number;
  hallPx: number;
  /** What a match takes of an upright screen; 0: there is no room for it. */
  video: number;
  low: number;
  /** The blocks below are low: no meter, fewer lines. */
  compact: boolean;
  foot: number;
  gap: number;
  padX: number;
  padTop: number;
  padBottom: number;
  inner: number;
}

const LINE = 1.14;

/** Height of a band over the plan with so many lines under its title. */
export function bandPx({ row, min }: Pick<Sizes, "row" | "min">, lines: number): number {
  return 1.58 * row + lines * LINE * min;
}

export function layoutOf(sizes: Sizes, needs: Needs): Layout {
  const { row, min, u, height, width, portrait } = sizes;
  const narrow = portrait || needs.stream;
  const gap = 14 * u;
  const [padX, padTop, padBottom] = [48 * u, 26 * u, 14 * u];
  const fixed = { head: (portrait ? 2.5 : 1.3) * row, foot: (portrait ? 2.5 : 1.3) * min, thead: narrow ? 0 : 1.2 * min, ended: needs.ended ? 1.2 * row : 0 };
  const rowPx = narrow ? 2.42 * row : 1.34 * row;
  const hallPx = 0.95 * row;
  const bands = needs.above.map((lines) => bandPx(sizes, lines));
  const strip = portrait ? bands.reduce((sum, px) => sum + px + gap, 0) : bands.length ? Math.max(...bands) + gap : 0;
  const inner = width - 2 * padX;
  const free = height - padTop - padBottom - fixed.head - fixed.foot - fixed.thead - fixed.ended - strip - gap * (3 + (needs.ended ? 1 : 0));
  /** One row of the plan stays whatever else there is: a match gives way to it. */
  const mustPx = rowPx + (needs.halls > 1 ? hallPx : 0);
  const wantedVideo = needs.stream && portrait ? (inner * 9) / 16 + LINE * min : 0;
  const video = free - wantedVideo - gap >= mustPx ? wantedVideo : 0;
  const room = free - (video ? video + gap : 0);

  const compact = bands.length > 0 || needs.stream || (portrait && video > 0);
  const least = compact ? 2.3 * row : 3.2 * row;
  const stacked = portrait ? Math.max(1, needs.low) : 1;
  const leastLow = needs.low ? stacked * least + (stacked - 1) * gap : 0;
  const wanted = Math.max(1, needs.rows) * rowPx + (needs.halls > 1 ? needs.halls * hallPx : 0);
  const keepLow = room - leastLow >= mustPx ? leastLow : 0;
  const most = needs.qr ? Math.max(4.4 * row, needs.qr + 0.5 * row) : 4.4 * row;
  const spare = Math.max(0, room - keepLow - Math.max(mustPx, wanted));
  const low = keepLow ? Math.min(keepLow + spare, Math.max(keepLow, stacked * most)) : 0;
  return { narrow, above: bands, rowPx, hallPx, body: room - low, video, low, compact: low / stacked < 2.9 * row, gap, padX, padTop, padBottom, inner, ...fixed };
}
