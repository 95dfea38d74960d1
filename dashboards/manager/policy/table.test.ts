import { describe, expect, it } from "vitest";
import { bodyOf, rulesOf, withNow, withoutHead, type Order, type Policy } from "./table";

const order = (night: boolean, escalate_s = 180): Order => ({
  situation: "alarm",
  night,
  occupied: false,
  whom: "duty",
  urgency: "wake",
  escalate_s,
  remind_s: 60,
  words: { de: "Feueralarm, nachts, Halle leer: weckt sofort.", en: "Fire alarm, at night, hall empty: wakes at once." },
});

describe("the policy", () => {
  it("says once what holds for several cells", () => {
    const early = { ...order(true, 15), words: { de: "Feueralarm, nachts, Halle belegt: weckt alle.", en: "x: wakes all." } };
    expect(rulesOf([order(true), order(false)], "de")).toHaveLength(1);
    expect(rulesOf([order(true), early, order(false)], "de").map(({ sentence, cells }) => [sentence, cells.length])).toEqual([
      ["weckt sofort.", 2],
      ["weckt alle.", 1],
    ]);
    expect(rulesOf([], "de")).toEqual([]);
    expect(withoutHead("ohne Kopf")).toBe("ohne Kopf");
  });

  it("keeps a value that no list offers, and sends back what it was made from", () => {
    expect(withNow([0, 60], 45)).toEqual([0, 45, 60]);
    const policy = { rev: 4, saved_ms: 0, saved_by: "", situations: [], orders: [order(true)], night: { start: "22:00", end: "06:00" }, nights: {}, cooldown_s: 600, may_change: true } satisfies Policy;
    expect(bodyOf(policy)).toMatchObject({ rev: 4, cooldown_s: 600, orders: [{ situation: "alarm", escalate_s: 180 }] });
    expect(bodyOf(policy).orders[0]).not.toHaveProperty("words");
  });
});
