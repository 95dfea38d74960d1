import { afterEach, describe, expect, it, vi } from "vitest";
import { api, ApiError } from "./api";

const slow = (): Promise<Response> => Promise.reject(new DOMException("", "TimeoutError"));
const good = (): Promise<Response> => Promise.resolve(new Response("[]", { status: 200 }));

function answers(...each: (() => Promise<Response>)[]) {
  const fetching = vi.fn();
  for (const one of each) fetching.mockImplementationOnce(one);
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

describe("a request", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("asks a slow server once more when it only reads", async () => {
    const fetching = answers(slow, good);
    expect(await api.bookings()).toEqual([]);
    expect(fetching).toHaveBeenCalledTimes(2);
  });

  it("gives up after the second time, in words", async () => {
    answers(slow, slow);
    await expect(api.bookings()).rejects.toMatchObject({ status: 0, code: "offline" } satisfies Partial<ApiError>);
  });

  it("never says twice what changes something", async () => {
    const fetching = answers(slow, good);
    await expect(api.ack("i1", "seen" as never)).rejects.toBeInstanceOf(ApiError);
    expect(fetching).toHaveBeenCalledTimes(1);
  });

  it("does not wait where there is no network at all", async () => {
    const fetching = answers(() => Promise.reject(new TypeError("no network")), good);
    await expect(api.bookings()).rejects.toBeInstanceOf(ApiError);
    expect(fetching).toHaveBeenCalledTimes(1);
  });
});
