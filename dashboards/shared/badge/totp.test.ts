import decodeQR from "qr/decode.js";
import { describe, expect, it } from "vitest";
import { drawn } from "./drawn";
import { digits, importKey, leftMs, stepOf, symbol } from "./totp";

const seed = new TextEncoder().encode("12345678901234567890123456789012") as Uint8Array<ArrayBuffer>;

describe("the digits of a badge", () => {
  it.each([
    [59, "46119246"],
    [1111111109, "68084774"],
    [1234567890, "91819424"],
    [20000000000, "77737706"],
  ])("are those of RFC 6238, appendix B, at %d s", async (seconds, expected) => {
    expect(await digits(await importKey(seed), stepOf(seconds * 1000))).toBe(expected);
  });
  it("stand behind the handle", async () => {
    expect(await symbol("0a1b2c3d4e5f6071", await importKey(seed), 1)).toBe("HALLE-B1-0A1B2C3D4E5F6071-46119246");
  });
  it("change when the step is over", () => {
    expect([leftMs(0), leftMs(29_999), leftMs(30_000)]).toEqual([30_000, 1, 30_000]);
  });
  it("cannot be got back from the key", async () => {
    await expect(crypto.subtle.exportKey("raw", await importKey(seed))).rejects.toThrow();
  });
});

describe("the drawn symbol", () => {
  it("is read by a decoder, with its quiet zone", () => {
    const { size, path } = drawn("HALLE-B1-0A1B2C3D4E5F6071-46119246");
    const scale = 4;
    const data = new Uint8Array(size * size * scale * scale * 4).fill(255);
    for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h/g))
      for (let row = 0; row < scale; row++)
        for (let column = 0; column < scale; column++) {
          const at = ((Number(y) * scale + row) * size * scale + Number(x) * scale + column) * 4;
          data.fill(0, at, at + 3);
        }
    expect(decodeQR({ width: size * scale, height: size * scale, data })).toBe("HALLE-B1-0A1B2C3D4E5F6071-46119246");
  });
});
