import { describe, expect, it } from "vitest";
import { ALL_ROLES, has, matches, scopesOf, without } from "./roles";

const SITES = ["nord", "sued"];
const CLUBS = ["bc-04"];

describe("what a role is held for", () => {
  it("is a club for the roles a club gives", () => {
    for (const role of ["club_admin", "trainer", "member"]) expect(scopesOf(role, SITES, CLUBS)).toEqual(["bc-04"]);
    expect(scopesOf("guest", SITES, CLUBS)).toEqual(["", "bc-04"]);
  });
  it("is a site or all of them for those who look after one", () => {
    expect(scopesOf("caretaker", SITES, CLUBS)).toEqual(["", "nord", "sued"]);
  });
  it("is everything for the office", () => {
    expect(scopesOf("office", SITES, CLUBS)).toEqual([""]);
  });
  it("is never nothing where there is a club", () => {
    for (const role of ALL_ROLES) expect(scopesOf(role, [], CLUBS).length).toBeGreaterThan(0);
  });
});

describe("roles that are edited", () => {
  const held = [
    { role: "trainer", scope: "bc-04" },
    { role: "caretaker", scope: "nord" },
  ];
  it("are told apart by what they are held for", () => {
    expect(has(held, { role: "caretaker", scope: "nord" })).toBe(true);
    expect(has(held, { role: "caretaker", scope: "" })).toBe(false);
    expect(without(held, { role: "caretaker", scope: "sued" })).toEqual(held);
    expect(without(held, { role: "trainer", scope: "bc-04" })).toEqual([held[1]]);
  });
});

describe("looking for people", () => {
  it("finds by parts of words in any order, whatever their case", () => {
    expect(matches("LIND jana", ["Jana Lindner", "jana@tsv.example"])).toBe(true);
    expect(matches("öl", ["Ölmez"])).toBe(true);
    expect(matches("jana osman", ["Jana Lindner"])).toBe(false);
    expect(matches("  ", ["x"])).toBe(true);
  });
});
