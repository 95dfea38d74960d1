import { describe, expect, it } from "vitest";
import { bandPx, CAP_EM, layoutOf, type Needs, type Sizes, sizesOf } from "./sizes";

const panel = (inches = 55, distance_m = 5, turned = 0) => ({ inches, distance_m, turned });
const needs = (changes: Partial<Needs> = {}): Needs => ({ above: [], low: 2, stream: false, ended: false, rows: 5, halls: 1, qr: 0, ...changes });
const capMm = (sizes: Sizes, px: number): number => (px * CAP_EM) / sizes.pxPerMm;
const SCREENS = [
  [1920, 1080],
  [3840, 2160],
  [1280, 720],
  [1080, 1920],
] as const;

describe("the letters of a display", () => {
  it.each(SCREENS)("on %i×%i are as high as the distance asks", (width, height) => {
    for (const [inches, distance] of [
      [55, 5],
      [43, 5],
      [65, 6],
      [85, 3],
      [32, 3],
    ] as const) {
      const sizes = sizesOf(panel(inches, distance), width, height);
      expect(capMm(sizes, sizes.row)).toBeGreaterThanOrEqual((distance * 1000) / 155 - 0.01);
      expect(capMm(sizes, sizes.min)).toBeGreaterThanOrEqual((distance * 1000) / 215 - 0.01);
      expect(sizes.reachM).toBeGreaterThanOrEqual(distance - 0.01);
    }
  });

  it("are 76 px on 55 inches with 1080 lines for five metres", () => {
    const sizes = sizesOf(panel(), 1920, 1080);
    expect(sizes.row).toBeCloseTo(75.7, 1);
    expect(sizes.min).toBeCloseTo(54.6, 1);
    expect(sizes.qr / sizes.pxPerMm).toBeCloseTo(500, 5);
  });

  it("stop growing where nothing else would fit, and the sizes say how far they reach", () => {
    const sizes = sizesOf(panel(32, 10), 1920, 1080);
    expect(sizes.row).toBe(97);
    expect(sizes.reachM).toBeLessThan(4);
  });

  it("bear a panel that says nonsense", () => {
    for (const wrong of [0, -3, Number.NaN, 1e9]) expect(sizesOf(panel(wrong, wrong), 1920, 1080).row).toBeGreaterThan(50);
  });
});

describe("a turned panel", () => {
  it("is turned by the page where the browser does not know", () => {
    expect(sizesOf(panel(55, 5, 90), 1920, 1080)).toMatchObject({ width: 1080, height: 1920, portrait: true, turn: 90 });
    expect(sizesOf(panel(55, 5, 270), 3840, 2160)).toMatchObject({ width: 2160, height: 3840, portrait: true, turn: 270 });
    expect(sizesOf(panel(55, 5, 180), 1920, 1080)).toMatchObject({ width: 1920, portrait: false, turn: 180 });
  });

  it("is not turned twice", () => {
    expect(sizesOf(panel(55, 5, 90), 1080, 1920)).toMatchObject({ width: 1080, portrait: true, turn: 0 });
  });
});

describe("the board from top to bottom", () => {
  it.each(SCREENS)("fills %i×%i exactly, always with a row, whatever stands there", (width, height) => {
    for (const inches of [32, 43, 55, 85])
      for (const above of [[], [1], [2], [2, 2]])
        for (const low of [0, 1, 2])
          for (const stream of [false, true])
            for (const ended of [false, true])
              for (const rows of [0, 1, 5, 12])
                for (const halls of [1, 4]) {
                  const sizes = sizesOf(panel(inches), width, height);
                  const l = layoutOf(sizes, needs({ above, low, stream, ended, rows, halls, qr: sizes.qr }));
                  const strip = sizes.portrait ? l.above.reduce((sum, px) => sum + px + l.gap, 0) : above.length ? Math.max(...l.above) + l.gap : 0;
                  const gaps = l.gap * (3 + (ended ? 1 : 0) + (l.video ? 1 : 0));
                  const all = l.padTop + l.padBottom + l.head + l.ended + strip + l.thead + l.body + l.video + l.low + l.foot + gaps;
                  expect(all).toBeCloseTo(height, 3);
                  expect(l.body).toBeGreaterThanOrEqual(l.rowPx - 0.01);
                }
  });

  it("has five rows on the usual screen, with people and a card below", () => {
    const layout = layoutOf(sizesOf(panel(), 1920, 1080), needs());
    expect(Math.floor((layout.body + 0.5) / layout.rowPx)).toBe(5);
    expect(layout.low).toBeGreaterThan(200);
  });

  it("gives room that no row needs to the card, up to a code that can be read from there", () => {
    const sizes = sizesOf(panel(65, 3), 1920, 1080);
    expect(layoutOf(sizes, needs({ rows: 2, qr: sizes.qr })).low).toBeGreaterThanOrEqual(sizes.qr);
  });

  it("makes a band as high as its lines", () => {
    const sizes = sizesOf(panel(), 1920, 1080);
    expect(bandPx(sizes, 2) - bandPx(sizes, 1)).toBeGreaterThan(sizes.min);
  });
});
