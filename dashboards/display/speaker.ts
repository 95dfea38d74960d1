import type { Display } from "../shared/generated/screens";

const FOLDER = "/display/speech/";
const ALARMS = ["evacuate", "smoke", "safety"];

/** Plays what the agent wants to be heard, file after file. An alarm's text cuts anything short; nothing cuts an alarm's text but another. */
export class Speaker {
  #no: number | null = null;
  #said = "";
  #alarm = false;
  #turn = 0;
  #player: HTMLAudioElement | null = null;

  hear(display: Pick<Display, "mode" | "say" | "say_no">): void {
    const alarm = ALARMS.includes(display.mode);
    if (alarm !== this.#alarm) this.#stop();
    this.#alarm = alarm;
    const first = this.#no === null;
    const rose = this.#no !== null && display.say_no > this.#no;
    this.#no = display.say_no;
    if (!display.say.length || !(rose || (first && alarm))) return;
    const text = display.say.join();
    if (alarm && this.#said === text) return; // it is being said right now
    void this.#play(display.say);
  }

  #stop(): void {
    this.#turn += 1;
    this.#said = "";
    this.#player?.pause();
  }

  async #play(files: readonly string[]): Promise<void> {
    this.#stop();
    const turn = this.#turn;
    this.#said = files.join();
    for (const file of files) {
      await this.#file(file);
      if (turn !== this.#turn) return;
    }
    this.#said = "";
  }

  #file(file: string): Promise<void> {
    const player = (this.#player ??= new Audio());
    player.src = FOLDER + file.split("/").map(encodeURIComponent).join("/");
    player.volume = 1;
    return new Promise((over) => {
      player.onended = player.onerror = player.onpause = () => over();
      player.play().catch(() => over());
    });
  }
}
