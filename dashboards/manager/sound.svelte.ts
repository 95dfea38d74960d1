/** A two-tone signal while an alarm waits for somebody. Off until a person turns it on: browsers allow no other way. */

const REPEAT_MS = 2_000;

class AlarmSound {
  on = $state(false);
  #context: AudioContext | null = null;
  #repeating: ReturnType<typeof setInterval> | undefined;

  async toggle(): Promise<void> {
    this.on = !this.on;
    if (!this.on) return;
    this.#context ??= new AudioContext();
    await this.#context.resume();
    this.#tone(660, 0, 0.12);
  }

  ring(wanted: boolean): void {
    clearInterval(this.#repeating);
    if (!wanted || !this.on) return;
    this.#twoTone();
    this.#repeating = setInterval(() => this.#twoTone(), REPEAT_MS);
  }

  #twoTone(): void {
    this.#tone(880, 0, 0.35);
    this.#tone(660, 0.4, 0.35);
  }

  #tone(hz: number, after: number, length: number): void {
    const context = this.#context;
    if (!context) return;
    const start = context.currentTime + after;
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setTargetAtTime(0.2, start, 0.01);
    loudness.gain.setTargetAtTime(0, start + length, 0.02);
    const tone = new OscillatorNode(context, { frequency: hz });
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + length + 0.1);
  }
}

export const alarmSound = new AlarmSound();
