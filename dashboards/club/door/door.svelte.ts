import { ApiError, inWords, request, type Schemas } from "../../shared/api";
import { language } from "../../shared/lang.svelte";
import { load, ownName, save, tidy } from "./keep";
import { letIn, merged, read, verdict, type Kept, type Seen, type Verdict } from "./rules";

const AGAIN_MS = 5_000;
const MOST_AT_ONCE = 500;
/** A symbol held still before the camera is asked about once. */
const STILL_MS = 4_000;

/** One door of one event: its list, who is in, and what waits to be sent. `link`: a helper's door link, "" for who is signed in. */
export class Door {
  kept: Kept | null = $state.raw(null);
  last: Verdict | null = $state.raw(null);
  /** Counts answers, so that the same word twice is seen and read out twice. */
  answers: number = $state(0);
  online: boolean = $state(true);
  signedOut: boolean = $state(false);
  storable: boolean = $state(true);
  error: string = $state("");
  loaded: boolean = $state(false);
  readonly event: string;
  readonly #link: string;
  #name = "";
  #sending = false;
  #shown = { text: "", ms: 0 };

  constructor(event: string, link: string) {
    this.event = event;
    this.#link = link;
  }

  get name(): string {
    return this.#name;
  }
  get nowMs(): number {
    return Date.now() + (this.kept?.ahead_ms ?? 0);
  }

  /** For a component's start: takes up what was kept, then follows the server while it can. */
  start(): () => void {
    let timer: ReturnType<typeof setInterval> | undefined;
    const now = (): void => void this.sync();
    void this.#open().then(() => {
      now();
      timer = setInterval(now, AGAIN_MS);
    });
    window.addEventListener("online", now);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", now);
    };
  }

  async #open(): Promise<void> {
    try {
      this.#name = await ownName();
      this.kept = await load(this.event);
      await tidy(Date.now());
    } catch {
      this.storable = false;
      this.#name ||= `phone-${Math.floor(Math.random() * 0xffffffff).toString(16).padStart(8, "0")}`;
    }
    this.loaded = true;
  }

  /** Answers what was shown to the camera; null for the same symbol held still. */
  async shown(text: string): Promise<Verdict | null> {
    const still = text === this.#shown.text && Date.now() - this.#shown.ms < STILL_MS;
    this.#shown = { text, ms: Date.now() };
    return still ? null : this.check(text);
  }

  /** Answers a ticket. Whoever is let in is on the phone's disk before the page says so. */
  async check(text: string): Promise<Verdict | null> {
    if (!this.kept) return null;
    const found = await read(this.event, text);
    const said = verdict(this.kept, found, this.nowMs);
    if (found && said.word === "admitted") {
      this.kept = letIn(this.kept, found, this.#name, Math.round(this.nowMs));
      await this.#save();
    }
    this.last = said;
    this.answers += 1;
    if (said.word === "admitted") void this.sync();
    return said;
  }

  /** Sends what waits and takes in who came through other doors. */
  async sync(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    const sent = (this.kept?.queue ?? []).slice(0, MOST_AT_ONCE);
    try {
      const told = await this.#told(sent);
      this.kept = merged(this.kept, told, sent, this.#name, Date.now());
      [this.online, this.signedOut, this.error] = [true, false, ""];
      await this.#save();
    } catch (error) {
      this.online = error instanceof ApiError && error.status !== 0;
      this.signedOut = error instanceof ApiError && error.status === 401;
      this.error = this.online && !this.signedOut ? inWords(error, language.current) : "";
    } finally {
      this.#sending = false;
    }
  }

  /** What is sent is noted as somebody's act; looking is not. */
  async #told(sent: readonly Seen[]): Promise<Schemas["DoorListOut"]> {
    const rev = this.kept?.rev ?? "";
    const [token, event] = [{ token: this.#link }, { event: this.event }];
    if (sent.length) {
      const body = { door: this.#name, rev, seen: sent.map((one) => ({ ...one })) };
      return this.#link ? request("post", "/api/doors/{token}", { values: token, body }) : request("post", "/api/events/{event}/door", { values: event, body });
    }
    return this.#link ? request("get", "/api/doors/{token}", { values: token, query: { rev } }) : request("get", "/api/events/{event}/door", { values: event, query: { rev } });
  }

  async #save(): Promise<void> {
    if (!this.kept) return;
    try {
      await save(this.kept);
    } catch {
      this.storable = false;
    }
  }
}
