import encodeQR from "qr";

/** A symbol as one path over a white square; the four modules of quiet zone are in it. */
export interface Drawn {
  size: number;
  path: string;
}

const QUIET = 4;

export function drawn(text: string): Drawn {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { size: rows.length, path };
}
