import { api, ApiError, homeOf, type Booking, type Session } from "../shared/api";
import { forgetBadge } from "../shared/badge/keyring";
import type { Beat } from "../shared/generated/live";
import { language } from "../shared/lang.svelte";
import { LivePage } from "../shared/live.svelte";
import * as time from "../shared/time";
import { forget, keep, kept } from "./store";

const BEAT_WITHIN_MS = 10_000;
const AGAIN_AFTER_MS = 10_000;

/** Who is signed in, their club's dates, how old they are, and whether the server is heard. */
export class Home {
  readonly zone = "Europe/Berlin";
  session: Session | null = $state.raw(null);
  bookings: Booking[] | null = $state.raw(null);
  keptMs: number = $state(0);
  storable: boolean = $state(true);
  unread: boolean = $state(false);
  readonly live: LivePage<Beat>;
  #asked = 0;

  constructor() {
    const before = kept();
    this.session = before?.session ?? null;
    this.bookings = before?.bookings ?? null;
    this.keptMs = before?.ms ?? 0;
    this.live = new LivePage<Beat>({
      path: "/api/live",
      firstAnswerMs: BEAT_WITHIN_MS,
      read: (message) => {
        const { type } = message as { type?: string };
        if (type === "beat") return message as Beat;
        return type === "club" ? "changed" : "strange";
      },
      onChanged: () => void this.read(),
      onLost: () => void this.read(),
    });
  }

  get offline(): boolean {
    return this.unread || this.live.stale;
  }
  get nowMs(): number {
    return this.live.nowMs;
  }
  get club(): string {
    return this.session?.club?.id ?? "";
  }
  /** "16:05", "" when the time is unknown, null when nothing could be kept */
  get savedAt(): string | null {
    if (!this.storable) return null;
    return this.keptMs ? time.clockOrDay(this.keptMs, this.nowMs || this.keptMs, this.zone, language.current) : "";
  }

  /** Answers come in any order: only what was asked last is shown. */
  async read(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const who = await api.session();
      if (homeOf(who) !== "/club/") return location.replace(homeOf(who));
      if (mine === this.#asked && (who.id !== this.session?.id || who.club?.id !== this.session.club?.id)) this.#start(who);
      const { bookings } = await api.bookings();
      if (mine !== this.#asked) return;
      this.session = who;
      this.bookings = bookings;
      this.unread = false;
      this.keptMs = this.live.nowMs;
      this.storable = keep({ session: who, bookings, ms: this.keptMs });
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await this.leave();
      else this.#later(mine);
    }
  }
  /** The server may be heard and yet not have answered: then nobody else would say that there is something to read. */
  #later(mine: number): void {
    this.unread = true;
    setTimeout(() => mine === this.#asked && void this.read(), AGAIN_AFTER_MS);
  }
  /** Somebody else, or another club: nothing of before is shown any more. */
  #start(who: Session): void {
    forget();
    this.session = who;
    this.bookings = null;
  }
  /** The session acts for another club, or its person is called otherwise. */
  changed(who: Session): void {
    if (who.id === this.session?.id && who.club?.id === this.session.club?.id) this.session = who;
    else this.#start(who);
    void this.read();
  }
  async leave(): Promise<void> {
    forget();
    await forgetBadge();
    location.replace("/login/");
  }
  async signOut(): Promise<void> {
    await api.signOut().catch(() => undefined);
    await this.leave();
  }

  /** A booking just made or changed is shown before the next answer. */
  put(booking: Booking): void {
    this.bookings = [...(this.bookings ?? []).filter(({ id }) => id !== booking.id), booking];
    void this.read();
  }

  /** For a component's start: reads, listens, and reads anew when the connection is back. */
  start(): void {
    let wasLive = false;
    $effect(() => {
      void this.read();
      if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/sw.js", { scope: "/" });
      return this.live.start();
    });
    $effect(() => {
      const isLive = this.live.state === "live";
      if (isLive && !wasLive) void this.read();
      wasLive = isLive;
    });
  }
}
