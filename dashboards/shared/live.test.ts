import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Live, type LiveOptions, STALE_AFTER_MS } from "./live";

interface Snapshot {
  type: "whole";
  now_ms: number;
  n: number;
}

class FakeSocket {
  static opened: FakeSocket[] = [];
  onmessage: ((event: MessageEvent<string>) => void) | null = null;
  onclose: (() => void) | null = null;
  readyState: number = WebSocket.OPEN;
  sent: string[] = [];

  constructor(readonly url: string) {
    FakeSocket.opened.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.();
  }
  hear(message: object): void {
    this.onmessage?.(new MessageEvent("message", { data: JSON.stringify(message) }));
  }
}

const NOW = 1_800_000_000_000;
const whole = (n: number, now_ms = NOW): Snapshot => ({ type: "whole", now_ms, n });
const beat = (now_ms: number) => ({ type: "beat", now_ms });

function newest(): FakeSocket {
  const socket = FakeSocket.opened.at(-1);
  if (!socket) throw new Error("no socket was opened");
  return socket;
}

function live(more: Partial<LiveOptions<Snapshot>> = {}): Live<Snapshot> {
  const made = new Live<Snapshot>({
    path: "/api/live",
    read: (message) => {
      const { type } = message as { type: string };
      if (type === "whole") return message as Snapshot;
      return type === "beat" ? "beat" : "strange";
    },
    onUpdate: () => undefined,
    open: (url) => new FakeSocket(url) as unknown as WebSocket,
    jitter: () => 0.5,
    ...more,
  });
  made.start();
  return made;
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  FakeSocket.opened = [];
});
afterEach(() => void vi.useRealTimers());

describe("a page's link", () => {
  it("is connecting, then live with the first snapshot", () => {
    const page = live();
    expect(page.state).toBe("connecting");
    newest().hear(whole(1));
    expect(page.state).toBe("live");
    expect(page.snapshot?.n).toBe(1);
  });

  it("moves the server's time on while live, whatever the browser's clock says", () => {
    vi.setSystemTime(0);
    const page = live();
    newest().hear(whole(1));
    vi.advanceTimersByTime(3_000);
    expect(page.now()).toBe(NOW + 3_000);
  });

  it("stays live on beats and goes stale after ten silent seconds, when its time stands still", () => {
    const page = live();
    newest().hear(whole(1));
    vi.advanceTimersByTime(STALE_AFTER_MS - 1);
    newest().hear(beat(NOW + 9_999));
    vi.advanceTimersByTime(STALE_AFTER_MS - 1);
    expect(page.state).toBe("live");
    vi.advanceTimersByTime(1);
    expect(page.state).toBe("stale");
    vi.advanceTimersByTime(60_000);
    expect(page.now()).toBe(NOW + 9_999);
    expect(page.snapshot?.n).toBe(1);
  });

  it("replaces a half-open connection when it falls silent", () => {
    live();
    newest().hear(whole(1));
    vi.advanceTimersByTime(STALE_AFTER_MS);
    expect(newest().readyState).toBe(WebSocket.CLOSED);
    vi.advanceTimersByTime(1_000);
    expect(FakeSocket.opened).toHaveLength(2);
  });

  it("tries again after 1, 2, 5, 10 and 10 s", () => {
    live();
    for (const wait of [1_000, 2_000, 5_000, 10_000, 10_000]) {
      const before = FakeSocket.opened.length;
      newest().close();
      vi.advanceTimersByTime(wait - 1);
      expect(FakeSocket.opened).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(FakeSocket.opened).toHaveLength(before + 1);
    }
  });

  it("begins the back-off anew once something was heard", () => {
    live();
    newest().close();
    vi.advanceTimersByTime(1_000);
    newest().hear(whole(1));
    newest().close();
    vi.advanceTimersByTime(1_000);
    expect(FakeSocket.opened).toHaveLength(3);
  });

  it("spreads the tries of many pages by a quarter", () => {
    live({ jitter: () => 1 });
    newest().close();
    vi.advanceTimersByTime(1_249);
    expect(FakeSocket.opened).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.opened).toHaveLength(2);
  });

  it("a beat alone after a gap is not fresh knowledge: only a snapshot makes it live again", () => {
    const page = live();
    newest().hear(whole(1));
    vi.advanceTimersByTime(STALE_AFTER_MS + 1_000);
    newest().hear(beat(NOW + 20_000));
    expect(page.state).toBe("stale");
    newest().hear(whole(2, NOW + 21_000));
    expect(page.state).toBe("live");
  });

  it("shows what was kept, as stale and with its time, when nobody answers", () => {
    live({ keepAs: "kept" });
    newest().hear(whole(7));
    const again = live({ keepAs: "kept" });
    expect(again.snapshot).toBeNull();
    vi.advanceTimersByTime(1_500);
    expect(again.state).toBe("stale");
    expect(again.snapshot?.n).toBe(7);
    expect(again.now()).toBe(NOW);
  });

  it("without anything kept it knows nothing, and says so", () => {
    const page = live({ keepAs: "kept" });
    vi.advanceTimersByTime(1_500);
    expect(page.state).toBe("stale");
    expect(page.snapshot).toBeNull();
    expect(page.now()).toBe(0);
  });

  it("sends only through an open socket and tells", () => {
    const page = live();
    expect(page.send({ do: "enter" })).toBe(true);
    newest().readyState = WebSocket.CLOSED;
    expect(page.send({ do: "enter" })).toBe(false);
    expect(newest().sent).toEqual(['{"do":"enter"}']);
  });

  it("ignores messages of a later version", () => {
    const page = live();
    newest().hear({ type: "novelty", now_ms: 1 });
    expect(page.state).toBe("connecting");
    expect(page.now()).toBe(0);
  });

  it("does not come back after it was stopped", () => {
    const page = live();
    page.stop();
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.opened).toHaveLength(1);
  });
});
