/** Reads symbols from the phone's camera, several times a second. */

import decodeQR from "qr/decode.js";

const EVERY_MS = 120;
const MOST_PX = 720;

/** Starts the camera behind a `<video>`; call what comes back to stop it. Rejects where there is none, or it is not allowed. */
export async function watch(video: HTMLVideoElement, take: (text: string) => void): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  const timer = setInterval(() => {
    const [width, height] = [video.videoWidth, video.videoHeight];
    if (!drawing || !width || !height) return;
    const scale = Math.min(1, MOST_PX / Math.min(width, height));
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
      take(decodeQR(drawing.getImageData(0, 0, canvas.width, canvas.height)));
    } catch {
      // no symbol in this picture
    }
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
