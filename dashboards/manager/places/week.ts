/** Hours of a day as people write them: "08:00–12:00, 18:00–02:00". A time that ends before it begins ends on the next day. */

export type Span = [number, number];

const DAY = 1440;
const clock = (minute: number): string => `${String(Math.floor((minute % DAY) / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** "08:00–12:00, 18:00–02:00"; midnight at the end is "24:00", no hours are "". */
export function hoursText(spans: readonly (readonly [number, number])[]): string {
  return spans.map(([from, to]) => `${clock(from)}–${to === DAY ? "24:00" : clock(to)}`).join(", ");
}

/** What was typed, or null where it cannot be read: "8-12", "8:00 bis 12:00" and "18.30–2" are fine too. */
export function spansOf(text: string): Span[] | null {
  const pieces = text.split(/[,;]/).map((piece) => piece.trim()).filter(Boolean);
  const spans = pieces.map(spanOf);
  return spans.every((span) => span !== null) ? spans.sort((a, b) => a[0] - b[0]) : null;
}

function spanOf(text: string): Span | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|bis|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/i.exec(text);
  if (!found) return null;
  const [from, to] = [minute(found[1], found[2]), minute(found[3], found[4])];
  if (from === null || to === null || from >= DAY) return null;
  return [from, to > from ? to : to + DAY];
}

function minute(hour = "", part = "0"): number | null {
  const [hours, minutes] = [Number(hour), Number(part)];
  return hours > 24 || minutes > 59 || (hours === 24 && minutes > 0) ? null : hours * 60 + minutes;
}
