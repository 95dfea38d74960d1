import { describe, expect, it } from "vitest";
import type { BoardRow } from "../shared/generated/screens";
import { newsOf, pageOf } from "./news";

const row = (title: string, start_ms: number, mark = ""): BoardRow => ({
  hall: "nord", sections: [1], section_count: 3, title, start_ms, end_ms: start_ms + 10, now: false, mark, new_start_ms: null,
});

describe("news", () => {
  const before = [row("a", 10), row("b", 20), row("c", 30)];
  it("is a row that came between the others, or whose mark changed", () => {
    expect(newsOf(before, [row("a", 10), row("x", 15), row("b", 20)])?.title).toBe("x");
    expect(newsOf(before, [row("a", 10), row("b", 20), row("c", 30, "cancelled")])?.mark).toBe("cancelled");
  });
  it("is not what time alone brings: one ends, one moves up, one begins", () => {
    expect(newsOf(before, [row("b", 20), row("c", 30), row("d", 40)])).toBeUndefined();
    expect(newsOf(before, [{ ...row("a", 10), now: true }, row("b", 20), row("c", 30)])).toBeUndefined();
  });
  it("is nothing at the first plan", () => {
    expect(newsOf([], before)).toBeUndefined();
  });
  it("is found on its page, and on none when it is gone", () => {
    const pages = [{ halls: [{ hall: "nord", name: "", rows: before.slice(0, 2) }] }, { halls: [{ hall: "nord", name: "", rows: before.slice(2) }] }];
    expect([pageOf(pages, row("c", 30)), pageOf(pages, row("c", 31))]).toEqual([1, -1]);
  });
});
