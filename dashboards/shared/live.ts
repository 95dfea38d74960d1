/**
 * One WebSocket for a page: reconnects by itself, knows how old its knowledge is, and keeps the last whole snapshot.
 *
 * States: `connecting` (nothing heard yet, not for long) · `live` · `stale` (silent for 10 s, or nothing heard at the start).
 * Time is the server's: the newest `now_ms` plus what the page's monotonic clock counted since. It stands still when stale.
 */

export type LiveState = "connecting" | "live" | "stale";

export const STALE_AFTER_MS = 10_000;
export const FIRST_ANSWER_MS = 1_500;
export const BACK_OFF_MS = [1_000, 2_000, 5_000, 10_000] as const;

export interface Timed {
  readonly now_ms: number;
}

export interface LiveOptions<S extends Timed> {
  readonly path: string;
  /** What a message is: a whole snapshot, a sign of life, or nothing this page knows. */
  readonly read: (message: unknown) => S | "beat" | "changed" | "strange";
  readonly onUpdate: () => void;
  readonly onChanged?: () => void;
  /** The socket could not be opened or was closed. */
  readonly onLost?: () => void;
  /** Name under which the last snapshot is kept on this device; none: it is not kept. */
  readonly keepAs?: string;
  /** How long the first answer may take before the page counts as stale. */
  readonly firstAnswerMs?: number;
  readonly open?: (url: string) => WebSocket;
  readonly jitter?: () => number;
}

export class Live<S extends Timed> {
  state: LiveState = "connecting";
  snapshot: S | null = null;
  /** Whether `snapshot` was heard in this life of the page, not read from the store. */
  fresh = false;
  connected = false;

  #options: LiveOptions<S>;
  #socket: WebSocket | null = null;
  #tries = 0;
  #serverMs = 0;
  #heardAt = performance.now();
  #silence: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(options: LiveOptions<S>) {
    this.#options = options;
  }

  start(): void {
    this.#silence = setTimeout(() => this.#fallSilent(), this.#options.firstAnswerMs ?? FIRST_ANSWER_MS);
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#silence);
    clearTimeout(this.#again);
    this.#socket?.close();
  }

  /** Sends when connected; false says that nothing left. */
  send(message: unknown): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  /** The server's time now, 0 before anything was heard. */
  now(): number {
    if (!this.#serverMs) return 0;
    return this.state === "live" ? this.#serverMs + Math.round(performance.now() - this.#heardAt) : this.#serverMs;
  }

  #connect(): void {
    const url = new URL(this.#options.path, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = (this.#options.open ?? ((address) => new WebSocket(address)))(url.href);
    this.#socket = socket;
    socket.onmessage = (event: MessageEvent<string>) => this.#hear(event.data);
    socket.onclose = () => this.#lose(socket);
  }

  #hear(text: string): void {
    const message: unknown = JSON.parse(text);
    const read = this.#options.read(message);
    if (read === "strange") return;
    this.connected = true;
    this.#tries = 0;
    this.#heardAt = performance.now();
    this.#serverMs = (message as Timed).now_ms;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#fallSilent(), STALE_AFTER_MS);
    if (typeof read === "object") this.#take(read);
    if (this.snapshot && this.fresh) this.state = "live";
    this.#options.onUpdate();
    if (read === "changed") this.#options.onChanged?.();
  }

  #take(snapshot: S): void {
    this.snapshot = snapshot;
    this.fresh = true;
    if (this.#options.keepAs) localStorage.setItem(this.#options.keepAs, JSON.stringify(snapshot));
  }

  #lose(socket: WebSocket): void {
    if (this.#stopped || socket !== this.#socket) return;
    this.#socket = null;
    this.connected = false;
    const wait = BACK_OFF_MS[Math.min(this.#tries, BACK_OFF_MS.length - 1)] ?? 10_000;
    this.#tries += 1;
    this.#again = setTimeout(() => this.#connect(), wait * (0.75 + 0.5 * (this.#options.jitter ?? Math.random)()));
    this.#options.onLost?.();
    this.#options.onUpdate();
  }

  #fallSilent(): void {
    this.state = "stale";
    if (!this.snapshot) this.#recall();
    this.fresh = false;
    const socket = this.#socket;
    if (socket && this.connected) {
      // Half open: the other end is gone and nobody told us.
      socket.close();
      this.#lose(socket);
    } else this.#options.onUpdate();
  }

  #recall(): void {
    const kept = this.#options.keepAs && localStorage.getItem(this.#options.keepAs);
    if (!kept) return;
    this.snapshot = JSON.parse(kept) as S;
    this.#serverMs = this.snapshot.now_ms;
  }
}
