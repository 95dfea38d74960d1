import { Live, type LiveOptions, type LiveState, type Timed } from "./live";

/** `Live` as reactive state for a page; `nowMs` moves on every second while live. */
export class LivePage<S extends Timed> {
  state: LiveState = $state("connecting");
  snapshot: S | null = $state.raw(null);
  connected: boolean = $state(false);
  nowMs: number = $state(0);
  #live: Live<S>;

  constructor(options: Omit<LiveOptions<S>, "onUpdate">) {
    this.#live = new Live({ ...options, onUpdate: () => this.#show() });
  }

  get stale(): boolean {
    return this.state === "stale";
  }

  start(): () => void {
    this.#live.start();
    const ticking = setInterval(() => this.#tick(), 1_000);
    return () => {
      clearInterval(ticking);
      this.#live.stop();
    };
  }

  send(message: unknown): boolean {
    return this.#live.send(message);
  }

  #show(): void {
    this.snapshot = this.#live.snapshot;
    this.state = this.#live.state;
    this.connected = this.#live.connected;
    this.#tick();
  }

  #tick(): void {
    this.nowMs = this.#live.now();
  }
}
