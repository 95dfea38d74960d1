import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "./api";
import { Reading } from "./reading.svelte";

describe("a reading", () => {
  it("keeps only the newest answer, whatever comes later", async () => {
    const reading = new Reading();
    let slow: (value: string) => void = () => undefined;
    const first = reading.latest(() => new Promise<string>((told) => (slow = told)));
    const second = reading.latest(async () => "new");
    expect(await second).toBe("new");
    slow("old");
    expect(await first).toBeUndefined();
    expect(reading.busy).toBe(false);
  });

  it("says in words why it failed, and forgets it at the next success", async () => {
    const reading = new Reading();
    await reading.latest(() => Promise.reject(new ApiError(403, "forbidden", { de: "Nicht erlaubt.", en: "Not allowed." })));
    expect(reading.error).toBe("Nicht erlaubt.");
    await reading.latest(async () => 1);
    expect(reading.error).toBe("");
  });

  describe("of a server that does not answer", () => {
    const away = new ApiError(0, "offline", { de: "Keine Verbindung.", en: "No connection." });
    afterEach(() => void vi.useRealTimers());

    it("asks again by itself, and says meanwhile what is wrong", async () => {
      vi.useFakeTimers();
      const reading = new Reading();
      const ask = vi.fn().mockRejectedValueOnce(away).mockRejectedValueOnce(away).mockResolvedValue(7);
      const told = reading.latest<number>(ask);
      await vi.advanceTimersByTimeAsync(1_999);
      expect([reading.error, reading.busy, ask.mock.calls.length]).toEqual(["Keine Verbindung.", false, 1]);
      await vi.advanceTimersByTimeAsync(4_001);
      expect(await told).toBe(7);
      expect([reading.error, ask.mock.calls.length]).toEqual(["", 3]);
    });

    it("leaves it to the person after a minute", async () => {
      vi.useFakeTimers();
      const reading = new Reading();
      const ask = vi.fn().mockRejectedValue(away);
      const told = reading.latest(ask);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(await told).toBeUndefined();
      expect([reading.error, ask.mock.calls.length]).toEqual(["Keine Verbindung.", 6]);
    });

    it("asks no older question again", async () => {
      vi.useFakeTimers();
      const reading = new Reading();
      const old = vi.fn().mockRejectedValue(away);
      const first = reading.latest(old);
      await vi.advanceTimersByTimeAsync(100);
      expect(await reading.latest(async () => "new")).toBe("new");
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await first).toBeUndefined();
      expect([reading.error, old.mock.calls.length]).toEqual(["", 1]);
    });
  });
});
