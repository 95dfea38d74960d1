/** Plays a live playlist on a video element and says how it goes; it never ends by itself, and leaves nothing behind. */

export type Playing = "waits" | "runs" | "broken";

const LOOK_MS = 1_000;
/** So long without a new picture is an interruption; so long until the player starts anew. */
export const STALLED_MS = 6_000;
const AGAIN_MS = 10_000;
const FIRST_MS = 15_000;
const HLS_TYPE = "application/vnd.apple.mpegurl";
/** How far behind the newest picture a native player may fall before it is moved forward. */
const BEHIND_S = 8;

interface Player {
  again(): void;
  end(): void;
}

function native(video: HTMLVideoElement, path: string): Player {
  const again = (): void => {
    video.src = path;
    video.load();
    void video.play().catch(() => undefined);
  };
  again();
  return { again, end: () => undefined };
}

/** For browsers that play no playlists; fetched only there. */
async function byScript(video: HTMLVideoElement, path: string): Promise<Player> {
  const { default: Hls } = await import("hls.js/light");
  let hls: InstanceType<typeof Hls> | null = null;
  const end = (): void => {
    hls?.destroy();
    hls = null;
  };
  const again = (): void => {
    end();
    hls = new Hls({ enableWorker: false, liveSyncDurationCount: 2 });
    hls.loadSource(path);
    hls.attachMedia(video);
    void video.play().catch(() => undefined);
  };
  again();
  return { again, end };
}

export function watch(video: HTMLVideoElement, path: string, tell: (now: Playing) => void): () => void {
  video.muted = true;
  let player: Player | null = null;
  let over = false;
  if (video.canPlayType(HLS_TYPE)) player = native(video, path);
  else
    void byScript(video, path).then((found) => {
      if (over) found.end();
      else player = found;
    });
  let at = -1;
  let movedMs = performance.now();
  let triedMs = movedMs;
  let moved = false;
  const looking = setInterval(() => {
    const now = performance.now();
    if (video.currentTime !== at) {
      if (at >= 0) [moved, movedMs] = [true, now];
      at = video.currentTime;
    }
    const still = now - movedMs;
    tell(still < STALLED_MS && moved ? "runs" : still < (moved ? STALLED_MS : FIRST_MS) ? "waits" : "broken");
    const newest = video.seekable.length ? video.seekable.end(video.seekable.length - 1) : 0;
    if (moved && newest - video.currentTime > BEHIND_S) video.currentTime = newest - 2;
    if (still > STALLED_MS && now - triedMs > AGAIN_MS) {
      triedMs = now;
      at = -1;
      player?.again();
    }
  }, LOOK_MS);
  return () => {
    over = true;
    clearInterval(looking);
    player?.end();
    video.pause();
    video.removeAttribute("src");
    video.load();
  };
}
