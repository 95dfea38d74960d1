/**
 * The player of public events: keeps a live stream close to the present and brings it back after an interruption. The page
 * works without it wherever the browser plays HLS by itself; hls.js is fetched only where it does not.
 */
import type Hls from "hls.js/light";
import { next, type Seen } from "./watching";

const EVERY_MS = 1_000;
const NATIVE = "application/vnd.apple.mpegurl";
/** Parts of one second: two of them behind the newest is near, ten means that somebody was away. */
const CLOSE = { liveSyncDurationCount: 2, liveMaxLatencyDurationCount: 6, maxLiveSyncPlaybackRate: 1.5, enableWorker: false };

async function attach(video: HTMLVideoElement, address: string): Promise<Hls | null> {
  const { default: Player } = await import("hls.js/light");
  if (!Player.isSupported()) return null;
  const player = new Player(CLOSE);
  player.loadSource(address);
  player.attachMedia(video);
  return player;
}

async function start(video: HTMLVideoElement): Promise<void> {
  const address = video.getAttribute("src") ?? "";
  const live = "live" in video.dataset;
  const native = !live && video.canPlayType(NATIVE) !== "";
  let player: Hls | null = null;
  const begin = async () => {
    player?.destroy();
    player = native ? null : await attach(video, address);
    if (player === null) video.src = address;
    if (live) await video.play().catch(() => undefined); // the person presses play
  };
  if (!native) await begin();
  if (live) follow(video, address, begin);
}

function follow(video: HTMLVideoElement, address: string, begin: () => Promise<void>): void {
  let seen: Seen = { at: -1, stillMs: 0 };
  const timer = setInterval(async () => {
    const step = next(seen, { at: video.currentTime, paused: video.paused && !video.ended, ms: EVERY_MS });
    seen = step.seen;
    if (!step.ask) return;
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) await begin();
    else if (answer?.status === 410) {
      clearInterval(timer);
      const told = document.getElementById("kamera");
      told?.classList.remove("on");
      if (told) told.textContent = told.dataset["ended"] ?? "";
      video.hidden = true;
    }
  }, EVERY_MS);
}

const video = document.querySelector("video");
if (video) void start(video);
