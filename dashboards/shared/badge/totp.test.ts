import { describe, expect, it } from "vitest";
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
