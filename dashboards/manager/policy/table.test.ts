import { describe, expect, it } from "vitest";
import { bodyOf, uniform, withNow, withoutHead, type Order, type Policy } from "./table";

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
  it("is one sentence where day and night make no difference", () => {
    expect(uniform([order(true), order(false)])).toBe(true);
    expect(uniform([order(true, 15), order(false)])).toBe(false);
    expect(uniform([])).toBe(true);
    expect(withoutHead(order(true).words.de)).toBe("weckt sofort.");
  });

  it("keeps a value that no list offers, and sends back what it was made from", () => {
    expect(withNow([0, 60], 45)).toEqual([0, 45, 60]);
    const policy = { rev: 4, saved_ms: 0, saved_by: "", situations: [], orders: [order(true)], night: { start: "22:00", end: "06:00" }, nights: {}, cooldown_s: 600, may_change: true } satisfies Policy;
    expect(bodyOf(policy)).toMatchObject({ rev: 4, cooldown_s: 600, orders: [{ situation: "alarm", escalate_s: 180 }] });
    expect(bodyOf(policy).orders[0]).not.toHaveProperty("words");
  });
});
