import { ApiError } from "../api";
import { badgeApi, type Badge, type Handed } from "./api";
import { forgetBadge, keepBadge, keptBadge, type KeptBadge } from "./keyring";
import { importKey } from "./totp";

/** So far off a phone's clock may be: a reader believes the symbol before and after as well. */
export const CLOCK_SLACK_MS = 15_000;
/** `none`: the person has no badge. `elsewhere`: they have, but not on this phone. `here`: it is kept on this phone. */
export type Where = "asking" | "none" | "elsewhere" | "here" | "unknown";

/** The badge of whoever is signed in, as the server knows it and as this phone keeps it. */
export class OwnBadge {
  kept: KeptBadge | null = $state.raw(null);
  told: Badge | null = $state.raw(null);
  where: Where = $state("asking");
  /** the browser did not keep it */
  loose: boolean = $state(false);
  /** it got another key since this phone was last asked */
  renewed: boolean = $state(false);
  offsetMs: number = $state(0);

  /** The time that readers go by, as well as this phone knows it. */
  get nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  /** Whatever is kept is shown at once; the server is asked afterwards. */
  async start(): Promise<void> {
    this.kept = await keptBadge();
    this.offsetMs = this.kept?.offsetMs ?? 0;
    if (this.kept) this.where = "here";
    await this.ask();
  }

  async ask(): Promise<void> {
    try {
      const sent = Date.now();
      const { badge, now_ms } = await badgeApi.own();
      this.#compare(sent, now_ms);
      this.told = badge;
      if (!badge) return await this.#gone("none");
      if (!this.kept) this.where = "elsewhere";
      else if (this.kept.handle !== badge.handle) await this.#gone("elsewhere");
      else if (this.kept.keyMs !== badge.key_ms) await this.#again();
      else await this.#keep(this.kept);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) await this.#gone("unknown");
      else if (!this.kept) this.where = "unknown";
    }
  }

  /** Another key since: this phone fetches it by itself, unless its person made it for another phone. */
  async #again(): Promise<void> {
    if (this.told?.why === "renewed") return this.#gone("elsewhere");
    this.renewed = true;
    await this.fetch();
  }

  async fetch(): Promise<void> {
    const sent = Date.now();
    const handed = await badgeApi.handOut();
    this.#compare(sent, handed.now_ms);
    await this.take(handed);
  }

  async take(handed: Handed): Promise<void> {
    const raw = Uint8Array.from(atob(handed.key), (char) => char.charCodeAt(0));
    const key = await importKey(raw);
    raw.fill(0);
    this.told = handed.badge;
    await this.#keep({ handle: handed.badge.handle, key, keyMs: handed.badge.key_ms });
    this.where = "here";
  }

  async giveUp(): Promise<void> {
    await badgeApi.giveUp();
    this.told = null;
    await this.#gone("none");
  }

  async #keep(badge: Pick<KeptBadge, "handle" | "key" | "keyMs">): Promise<void> {
    const kept = { handle: badge.handle, key: badge.key, keyMs: badge.keyMs, offsetMs: this.offsetMs, checkedMs: this.nowMs };
    this.loose = !(await keepBadge(kept));
    this.kept = { ...kept, mark: "" };
  }

  async #gone(where: Where): Promise<void> {
    await forgetBadge();
    this.kept = null;
    this.where = where;
  }

  /** The server's time is of some moment between asking and hearing: what stands within that is not put right. */
  #compare(sentMs: number, serverMs: number): void {
    const heard = Date.now();
    const unsure = Math.max(0, heard - sentMs) / 2;
    const measured = serverMs - (sentMs + heard) / 2;
    if (Math.abs(measured - this.offsetMs) > unsure) this.offsetMs = Math.round(measured);
  }
}
