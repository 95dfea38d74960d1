import { describe, expect, it } from "vitest";
import { bodyOf, placeOf, withKind, type Policy } from "./rules";

const entry = { approval: { always: false, kinds: [], series: true, longer_min: 0, weekends: false }, ahead_days: 180, cancel_min: 1440, move_min: 0 };
const policy: Policy = {
  rev: 3, saved_ms: 1, saved_by: "Petra Amt",
  groups: [{ group: "club", entry, quota: { coming: 60, week_min: 0, prime_min: 0 }, name: { de: "Vereine", en: "Clubs" }, words: [{ de: "x.", en: "x." }] }],
  places: [], lending: { allowed: true, until_min: 15, row: 4, week: 3, unused: 3, looked_at: 4 }, lending_words: [],
  waiting: { offer_h: 12, until_min: 60, most: 20 }, waiting_words: [], prime_from: "17:00", prime_to: "22:00", children_until: "20:00", may_change: true,
};

describe("the booking rules", () => {
  it("are sent without their words, from the revision they were made from", () => {
    const body = bodyOf(policy);
    expect(body.rev).toBe(3);
    expect(JSON.stringify(body)).not.toContain("words");
    expect(body.groups).toEqual([{ group: "club", entry, quota: { coming: 60, week_min: 0, prime_min: 0 } }]);
  });
  it("put kinds in and out, each once", () => {
    expect(withKind(["event"], "training", true)).toEqual(["training", "event"]);
    expect(withKind(["event", "training"], "event", false)).toEqual(["training"]);
  });
  it("let a place begin with the rules of its group, once, and apart from them", () => {
    const made = placeOf(policy, "sued", "Halle Süd", "club");
    if (made) made.entry.approval.always = true;
    expect(entry.approval.always).toBe(false);
    expect(made && placeOf({ ...policy, places: [made] }, "sued", "Halle Süd", "club")).toBeNull();
    expect(placeOf(policy, "", "", "club")).toBeNull();
  });
});
