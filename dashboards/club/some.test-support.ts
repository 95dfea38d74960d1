import type { Booking } from "../shared/api";

/** A date as the server tells it, for tests. */
export function some(fields: Partial<Booking> = {}): Booking {
  return {
    id: "b", hall: "nordpark", hall_name: "Nordpark", site_name: "Nordpark", address: "", sections: [1], section_count: 3, title: "Training",
    club: "TSV Lindenau", holder_id: "tsv", owner: "", series: "", kind: "training", rooms: [], room_names: [], place: "", opens: [], offer: "", ended: "", ended_why: "", on_behalf: false, note: "", partner: "", partner_ms: null, partner_link: "",
    start_ms: 0, end_ms: 1, was_start_ms: null, state: "booked", code: null, extra: null, passes: [], qr: null, code_state: "none",
    code_ms: null, code_due_ms: 0, valid_from_ms: null, valid_to_ms: null, dark: [], slots: [], step: "", steps: [], locker_ms: null,
    locker_current: true, effects: [], ...fields,
  };
}
