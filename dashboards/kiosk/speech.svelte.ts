import { language } from "../shared/lang.svelte";
import type { Lang } from "../shared/messages/table";
import type { Word } from "./says";

/** The Pi lists what it rendered beforehand: file names by language and sentence, `isOpen-3` for compartment 3. */
type Clips = Readonly<Record<string, string>>;

/** Reads the screen aloud, sentence after sentence; a new screen cuts the old one short. */
export class Speech {
  /** Whether this Pi has anything to say. */
  ready = $state(false);
  on = $state(false);
  #clips: Clips = {};
  #player: HTMLAudioElement | null = null;
  #turn = 0;

  async load(): Promise<void> {
    const answer = await fetch("/kiosk/speech/index.json").catch(() => null);
    if (!answer?.ok) return;
    this.#clips = (await answer.json()) as Clips;
    this.ready = Object.keys(this.#clips).length > 0;
  }

  toggle(): void {
    this.on = !this.on;
    if (!this.on) this.stop();
  }

  stop(): void {
    this.#turn += 1;
    this.#player?.pause();
  }

  async say(words: readonly Word[], slot: number | null): Promise<void> {
    this.stop();
    if (!this.on) return;
    const turn = this.#turn;
    for (const word of words) {
      const file = this.#file(word, slot, language.current);
      if (file) await this.#play(file);
      if (turn !== this.#turn) return;
    }
  }

  #file(word: Word, slot: number | null, lang: Lang): string | undefined {
    return this.#clips[`${lang}/${word}-${slot ?? ""}`] ?? this.#clips[`${lang}/${word}`];
  }

  #play(file: string): Promise<void> {
    const player = (this.#player ??= new Audio());
    player.src = `/kiosk/speech/${file}`;
    return new Promise((over) => {
      player.onended = player.onerror = player.onpause = () => over();
      player.play().catch(() => over());
    });
  }
}
