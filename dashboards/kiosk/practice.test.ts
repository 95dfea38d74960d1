import { expect, it } from "vitest";
import { DIGITS, Practice } from "./practice.svelte";

it("counts digits and keeps none", () => {
  const practice = new Practice();
  practice.erase();
  for (const digit of [1, 2, 3, 4, 5]) practice.type(digit);
  expect(practice.full).toBe(true);
  practice.erase();
  expect(practice.digits).toBe(DIGITS - 1);
  expect(JSON.stringify(practice)).not.toContain("5");
});
