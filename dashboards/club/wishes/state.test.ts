import { describe, expect, it } from "vitest";
import { saidOf } from "./state";

const open = { state: "open", announced: false, wishing: true, objecting: false, wishes_until_ms: 1 } as const;

describe("what a club reads of a round", () => {
  it("follows what it can do now", () => {
    expect(saidOf(open)).toBe("until");
    expect(saidOf({ ...open, wishes_until_ms: null })).toBe("openEnded");
    expect(saidOf({ ...open, wishing: false })).toBe("closed");
    expect(saidOf({ ...open, state: "proposed", wishing: false })).toBe("closed");
    expect(saidOf({ ...open, state: "proposed", wishing: false, announced: true, objecting: true })).toBe("proposed");
    expect(saidOf({ ...open, state: "proposed", wishing: false, announced: true })).toBe("objectionsOver");
    expect(saidOf({ ...open, state: "published", wishing: false, announced: true })).toBe("published");
  });
});
