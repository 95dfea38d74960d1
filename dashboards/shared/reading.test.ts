import { describe, expect, it } from "vitest";
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
});
