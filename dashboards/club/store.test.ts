import { beforeEach, describe, expect, it } from "vitest";
import type { Session } from "../shared/api";
import { some } from "./some.test-support";
import { keep, kept, markNow } from "./store";

const session: Session = { id: "p-1", name: "Jana", email: "", roles: [], club: null, clubs: [], key: false };
const NOW = 1_000_000_000;
const HOUR = 3_600_000;
const dated = (id: string, end_ms: number, fields = {}) => some({ id, start_ms: end_ms - HOUR, end_ms, valid_to_ms: end_ms + HOUR / 4, ...fields });

describe("what a phone keeps", () => {
  beforeEach(() => {
    localStorage.clear();
    document.cookie = "hallenwart_mark=; max-age=0";
  });

  it("has no code of what is over, unless its key is still out", () => {
    keep({ session, ms: NOW, bookings: [dated("over", NOW - HOUR), dated("out", NOW - HOUR, { step: "key_out" }), dated("next", NOW + HOUR)] });
    expect(kept(NOW)?.bookings.map(({ id }) => id)).toEqual(["out", "next"]);
  });
  it("is erased when it is over, without any network and by a clock that is wrong", () => {
    const own = 77 * HOUR; // of a phone that believes it is 1970
    keep({ session, ms: NOW, bookings: [dated("next", NOW + HOUR)] }, own);
    expect(kept(own - HOUR)?.bookings).toHaveLength(1);
    expect(kept(own + 2 * HOUR)?.bookings).toHaveLength(1);
    expect(kept(own + 3 * HOUR)?.bookings).toHaveLength(0);
    expect(localStorage.getItem("hallenwart-club")).not.toContain("next");
  });
  it("is gone as soon as somebody else signed in", () => {
    document.cookie = "hallenwart_mark=first";
    keep({ session, ms: NOW, bookings: [dated("next", NOW + HOUR)] });
    expect(kept(NOW)?.session.id).toBe("p-1");
    document.cookie = "hallenwart_mark=second";
    expect(kept(NOW)).toBeNull();
    expect(localStorage.length).toBe(0);
  });
  it("that cannot be read is none", () => {
    localStorage.setItem("hallenwart-club", "{");
    expect(kept(NOW)).toBeNull();
  });
  it("knows the sign-in by its cookie", () => {
    expect(markNow("a=1; hallenwart_mark=f00; b=2")).toBe("f00");
    expect(markNow("x_hallenwart_mark=f00")).toBe("");
  });
});
