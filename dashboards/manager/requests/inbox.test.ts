import { describe, expect, it } from "vitest";
import { kindWord, mayDecline, titleOf, whenOf } from "./inbox";

describe("the office's inbox", () => {
  it("names each request once", () => {
    expect(titleOf({ club_name: "TSV Lindenau", title: "Judo" })).toBe("TSV Lindenau, Judo");
    expect(titleOf({ club_name: "SC Neu", title: "SC Neu" })).toBe("SC Neu");
  });
  it("knows kinds, also one of a newer server", () => {
    expect(["booking", "move", "later"].map((kind) => kindWord({ kind }))).toEqual(["kind_booking", "kind_move", "kind_other"]);
    expect([mayDecline({ kind: "club" }), mayDecline({ kind: "right" })]).toEqual([true, false]);
  });
  it("says when in the hall's time", () => {
    expect(whenOf({ start_ms: 1_795_453_200_000, end_ms: 1_795_458_600_000 }, "Europe/Berlin", "de")).toContain("18:00–19:30");
  });
});
