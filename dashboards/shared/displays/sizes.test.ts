import { describe, expect, it } from "vitest";
import { capMm, seenPx, sizeOf, widthMm } from "./sizes";

describe("the size of a display", () => {
  it("is as it hangs", () => {
    expect(sizeOf(0)).toEqual({ width: 1920, height: 1080 });
    expect(sizeOf(270)).toEqual({ width: 1080, height: 1920 });
    expect(Math.round(widthMm(55, 0))).toBe(1218);
    expect(Math.round(widthMm(55, 90))).toBe(685);
  });

  it("says how high letters are that are read well from so far", () => {
    expect(capMm(5)).toBe(32);
    expect(capMm(10)).toBe(65);
  });

  it("looks here as from where its readers stand", () => {
    expect(seenPx(55, 5, 0, false)).toBe(552); // 1218 mm at 5 m are 146 mm at 60 cm
    expect(seenPx(55, 10, 0, false)).toBe(276);
    expect(seenPx(55, 5, 0, true)).toBe(322);
  });
});
