import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { APART_MS, FEWEST, Reader } from "./reader";

let heard: string[];
let reader: Reader;
let nowMs: number;

/** Type keys `apartMs` after each other. */
function type(keys: readonly string[], apartMs: number): void {
  for (const key of keys) {
    nowMs += apartMs;
    vi.advanceTimersByTime(apartMs);
    reader.take(key, nowMs);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  nowMs = 1_000;
  reader = new Reader({ key: (key) => heard.push(key), text: (text) => heard.push(`text ${text}`) });
});
afterEach(() => vi.useRealTimers());

describe("a reader that types", () => {
  it("says its text at once, and none of its digits counts as a person's", () => {
    type([..."ABC234567XYZ", "Enter"], 5);
    vi.runAllTimers();
    expect(heard).toEqual(["text ABC234567XYZ"]);
  });
  it("may read plain digits", () => {
    type([..."47110815", "Enter"], APART_MS - 1);
    expect(heard).toEqual(["text 47110815"]);
  });
  it("without Enter is a person after all", () => {
    type([..."4711"], 5);
    vi.runAllTimers();
    expect(heard).toEqual(["4", "7", "1", "1"]);
  });
});

describe("a person", () => {
  it("is heard key by key, each soon after it was pressed", () => {
    type(["4"], 200);
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(APART_MS);
    expect(heard).toEqual(["4"]);
    type([..."711", "Backspace", "Enter"], 120);
    expect(heard).toEqual(["4", "7", "1", "1", "Backspace", "Enter"]);
  });
  it("with quick fingers stays a person below the length of anything a reader reads", () => {
    type([..."4".repeat(FEWEST - 1), "Enter"], 20);
    expect(heard).toEqual([..."4".repeat(FEWEST - 1), "Enter"]);
  });
});
