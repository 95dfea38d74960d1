/**
 * What an access point of Smart City Booking means here, by its `externalId`:
 *
 *     nordpark-1/3                 compartment 3 of locker nordpark-1
 *     nordpark-1/3,nordpark-1/8    both, in one grant with one code (a third of the hall and the equipment room)
 *     nordpark:1+2                 whatever holds the keys of sections 1 and 2 of hall nordpark
 */

const HALL = /^([A-Za-z0-9._-]+):(\d+(?:\+\d+)*)$/;
const SPOT = /^([A-Za-z0-9._-]+)\/(\d+)$/;

/** Return `{ compartments }` or `{ hall, sections }`. Throws for what is neither. */
export function aimOf(externalId) {
  const hall = HALL.exec(externalId);
  if (hall) {
    return { hall: hall[1], sections: hall[2].split("+").map(Number) };
  }
  const spots = externalId.split(",").map((part) => SPOT.exec(part.trim()));
  if (spots.some((spot) => spot === null)) {
    throw new TypeError(`an access point is LOCKER/NUMBER, several with commas, or HALL:1+2, not '${externalId}'`);
  }
  return { compartments: spots.map(([, locker, number]) => ({ locker, number: Number(number) })) };
}

/** Return every access point that can be entered: each compartment, and each whole hall. */
export function pointsOf(places) {
  return places.sites.flatMap((site) => [
    ...site.lockers.flatMap((locker) =>
      locker.compartments.map((one) => point(`${locker.id}/${one.number}`, one.label, site, { locker: locker.id, ...one })),
    ),
    ...site.halls.map((hall) => point(`${hall.id}:${range(hall.sections)}`, hall.name, site, { ...hall })),
  ]);
}

function point(externalId, name, site, metadata) {
  return {
    id: externalId,
    type: "locker",
    provider: "hallenwart",
    externalId,
    locationId: site.id,
    label: name.includes(site.name) ? name : `${site.name}: ${name}`,
    capabilities: ["authorization"],
    supportedModes: ["authorization"],
    metadata: { ...metadata, site: site.id, address: site.address, zone: site.zone },
  };
}

function range(sections) {
  return Array.from({ length: sections }, (_, index) => index + 1).join("+");
}
