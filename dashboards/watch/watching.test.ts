import { expect, test } from "vitest";
import { next, type Seen, STILL_MS } from "./watching";

function looked(times: number[], paused = false): boolean[] {
  let seen: Seen = { at: -1, stillMs: 0 };
  return times.map((at) => {
    const step = next(seen, { at, paused, ms: 1_000 });
    seen = step.seen;
    return step.ask;
  });
}

test("a stream that goes on is left alone", () => {
  expect(looked([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).not.toContain(true);
});

test("one that stands still is asked about, again and again", () => {
  const asked = looked(Array.from({ length: 2 + (2 * STILL_MS) / 1_000 }, () => 4));
  expect(asked.filter(Boolean)).toHaveLength(2);
});

test("whoever paused it by hand is left alone", () => {
  expect(looked(Array.from({ length: 20 }, () => 4), true)).not.toContain(true);
});
