import { expect, test } from "vitest";
import { type Kept, letIn, merged, read, type Seen, verdict } from "./rules";

const EVENT = "9a0b1c2d3e4f5061";
const TICKET = `HALLE-T1-${"A".repeat(26)}`;
const base: Kept = { event: EVENT, title: "", hall: "", from_ms: 100, to_ms: 900, rev: "r1", read_ms: 0, ahead_ms: 0, admits: [], used: [], queue: [] };

test("a ticket is known by the digest that doors have", async () => {
  expect((await read(EVENT, TICKET))?.ticket).toBe("e77371022a7bbe40e2");
  expect((await read(EVENT, "HALLE-B1-ABABABABABABABAB-12345678"))).toEqual({ ticket: "58f1274bc51cd0d806", badge: "abababababababab", code: "12345678" });
});

test("people type it in groups, small and with digits that are letters", async () => {
  const typed = await read(EVENT, " aaaa aaaa-aaaa aaaa aaaa aaaa aa ");
  expect(typed).toEqual(await read(EVENT, TICKET));
  expect(await read(EVENT, "0".repeat(26))).toEqual(await read(EVENT, "O".repeat(26)));
  for (const wrong of ["", "HALLE-M1-ABCDEFGHIJKLMNOPQRSTUVWXYZ", "A".repeat(25), "HALLE-B1-12-12345678"]) expect(await read(EVENT, wrong)).toBeNull();
});

test("each ticket lets in once, and before its time it is not used", async () => {
  const found = await read(EVENT, TICKET);
  if (!found) throw new Error("unread");
  const kept = { ...base, admits: [found.ticket] };
  expect(verdict(kept, null, 200).word).toBe("unread");
  expect(verdict(base, found, 200).word).toBe("elsewhere");
  expect(verdict(kept, found, 99).word).toBe("early");
  expect(verdict(kept, found, 200).word).toBe("admitted");
  const after = letIn(kept, found, "phone-1", 200);
  expect(verdict(after, found, 300)).toMatchObject({ word: "again", before: { at_ms: 200, door: "phone-1" } });
  expect(after.queue).toEqual([{ ...found, at_ms: 200, outcome: "admitted" }]);
});

test("what came in while an answer was on its way is neither lost nor forgotten", () => {
  const one = (ticket: string, at_ms: number): Seen => ({ ticket, at_ms, outcome: "admitted", badge: "", code: "" });
  const kept: Kept = { ...base, admits: ["a", "b"], queue: [one("a", 1), one("b", 2)], used: [{ ticket: "a", at_ms: 1, door: "me" }, { ticket: "b", at_ms: 2, door: "me" }] };
  const told = { ...base, now_ms: 5_000, admits: null, used: [{ ticket: "a", at_ms: 1, door: "me" }] };
  const after = merged(kept, told, [one("a", 1)], "me", 4_000);
  expect(after.queue).toEqual([one("b", 2)]);
  expect(after.used.map(({ ticket }) => ticket)).toEqual(["a", "b"]);
  expect([after.admits, after.ahead_ms]).toEqual([["a", "b"], 1_000]);
});
