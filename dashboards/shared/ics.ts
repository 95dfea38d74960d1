/** Bookings as a calendar file (RFC 5545), made on the device. */

export interface Appointment {
  id: string;
  title: string;
  place: string;
  start_ms: number;
  end_ms: number;
  made_ms: number;
}

/** 20261121T170000Z */
export function stamp(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");
}

/** Lines end with CRLF and are folded so that none is longer than 75 bytes. */
function folded(line: string): string {
  const bytes = new TextEncoder();
  let out = "";
  let length = 0;
  for (const sign of line) {
    const size = bytes.encode(sign).length;
    if (length + size > 75) {
      out += "\r\n ";
      length = 1;
    }
    out += sign;
    length += size;
  }
  return out;
}

function event(entry: Appointment): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(entry.id)}@hallenwart`,
    `DTSTAMP:${stamp(entry.made_ms)}`,
    `DTSTART:${stamp(entry.start_ms)}`,
    `DTEND:${stamp(entry.end_ms)}`,
    `SUMMARY:${escaped(entry.title)}`,
    `LOCATION:${escaped(entry.place)}`,
    "END:VEVENT",
  ];
}

export function calendarOf(entries: readonly Appointment[]): string {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hallenwart//Booking//DE", ...entries.flatMap(event), "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
