/** The halls and rooms one can book, as the places tell them. */

import type { Schemas } from "../../shared/api";
import type { Place } from "./parts";

export interface Bookable extends Place {
  site: string;
  site_name: string;
  address: string;
  zone: string;
  /** rooms of the site that go with this hall */
  with_rooms: { id: string; name: string }[];
}

/** Halls first, then the rooms that clubs may book alone. */
export function bookable({ sites }: Pick<Schemas["PlacesOut"], "sites">): Bookable[] {
  return sites.flatMap((site) => {
    const here = { site: site.id, site_name: site.name, address: site.address, zone: site.zone };
    const going = (hall: string) => site.rooms.filter(({ only_halls }) => !only_halls.length || only_halls.includes(hall)).map(({ id, name }) => ({ id, name }));
    const halls = site.halls.map((hall) => ({ ...hall, ...here, with_rooms: going(hall.id) }));
    return [...halls, ...site.rooms.filter(({ alone }) => alone).map((room) => ({ ...room, ...here, with_rooms: [] }))];
  });
}

export function sportsOf(halls: readonly Bookable[]): string[] {
  return [...new Set(halls.flatMap(({ facts }) => [...facts.sports, ...facts.markings.map(({ sport }) => sport)]))].sort();
}

export interface Filter {
  text: string;
  sport: string;
  stepFree: boolean;
}

/** A hall nobody described takes any sport; it is barrier-free only when somebody said so. */
export function matching(halls: readonly Bookable[], { text, sport, stepFree }: Filter): Bookable[] {
  const wanted = text.trim().toLowerCase();
  return halls.filter(({ name, address, facts, accessible }) => {
    const told = [...facts.sports, ...facts.markings.map((one) => one.sport)];
    return `${name} ${address}`.toLowerCase().includes(wanted) && (!sport || !told.length || told.includes(sport)) && (!stepFree || accessible);
  });
}
