/** The third channel beside word and symbol: a rising sound for yes, a falling one for no, a tick for a key. */

type Tone = readonly [hz: number, afterS: number, lengthS: number];

const SOUNDS = {
  key: [[1200, 0, 0.03]],
  yes: [[660, 0, 0.12], [990, 0.13, 0.2]],
  no: [[440, 0, 0.16], [262, 0.18, 0.3]],
} as const satisfies Record<string, readonly Tone[]>;

let context: AudioContext | null = null;

export function play(name: keyof typeof SOUNDS): void {
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
  for (const [hz, afterS, lengthS] of SOUNDS[name]) {
    const start = context.currentTime + afterS;
    const loudness = new GainNode(context, { gain: 0 });
    loudness.gain.setTargetAtTime(0.25, start, 0.005);
    loudness.gain.setTargetAtTime(0, start + lengthS, 0.015);
    const tone = new OscillatorNode(context, { frequency: hz });
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + lengthS + 0.1);
  }
}
