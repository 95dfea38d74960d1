/** A two-tone signal while an alarm waits for somebody. Off until a person turns it on: browsers allow no other way. */

const REPEAT_MS = 2_000;
export const MUTE_MS = 5 * 60_000;
const ALARM_HZ = [880, 660] as const;
const DRILL_HZ = [440, 440] as const;

class AlarmSound {
  on = $state(false);
  /** Until when it keeps silent, on the page's own clock; 0: it does not. */
  mutedUntil = $state(0);
  #context: AudioContext | null = null;
  #repeating: ReturnType<typeof setInterval> | undefined;

  async toggle(): Promise<void> {
    this.on = !this.on;
    this.mutedUntil = 0;
    if (!this.on) return;
    this.#context ??= new AudioContext();
    await this.#context.resume();
    this.#tone(660, 0, 0.12);
  }

  /** Silent for five minutes, then it sounds again if the alarm still waits. A new alarm ends the silence. */
  mute(): void {
    this.mutedUntil = Date.now() + MUTE_MS;
  }
  unmute(): void {
    this.mutedUntil = 0;
  }
  mutedMs(): number {
    return Math.max(0, this.mutedUntil - Date.now());
  }

  /** A drill sounds unlike an alarm. */
  ring(wanted: "alarm" | "drill" | null): void {
    clearInterval(this.#repeating);
    if (wanted === null || !this.on) return;
    const tones = wanted === "alarm" ? ALARM_HZ : DRILL_HZ;
    this.#twoTone(tones);
    this.#repeating = setInterval(() => this.#twoTone(tones), REPEAT_MS);
  }

  #twoTone([first, second]: readonly [number, number]): void {
    if (this.mutedMs() > 0) return;
    this.#tone(first, 0, 0.35);
    this.#tone(second, 0.4, 0.35);
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
