/** How large letters and screens are, seen from where people stand. Pure. */

const MM_PER_INCH = 25.4;
/** A letter of this part of the distance is read without effort (22 minutes of arc). */
export const CAP_OF_DISTANCE = 155;
const CSS_PX_PER_MM = 96 / MM_PER_INCH;
/** How far away a desk's screen and a phone are held. */
const DESK_MM = 600;
const PHONE_MM = 350;

export interface Size {
  width: number;
  height: number;
}

/** The pixels of a display as it hangs. */
export function sizeOf(turned: number): Size {
  return turned % 180 ? { width: 1080, height: 1920 } : { width: 1920, height: 1080 };
}

/** The cap height in millimetres that is read well from so far. */
export const capMm = (distanceM: number): number => Math.round((distanceM * 1000) / CAP_OF_DISTANCE);

/** The width in millimetres of a 16:9 screen of this diagonal, as it hangs. */
export function widthMm(inches: number, turned: number): number {
  const side = turned % 180 ? 9 : 16;
  return (inches * MM_PER_INCH * side) / Math.hypot(16, 9);
}

/** How wide the display must be drawn here to look as large as it does from where its readers stand, in CSS px. */
export function seenPx(inches: number, distanceM: number, turned: number, phone: boolean): number {
  return Math.round((widthMm(inches, turned) * (phone ? PHONE_MM : DESK_MM) * CSS_PX_PER_MM) / (distanceM * 1000));
}
