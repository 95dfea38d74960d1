/** Offers of help over HTTP. An empty club is the town. */
import { request, type Schemas } from "../api";

export type Offer = Schemas["HelpOfferOut"];
export type Shift = Schemas["HelpShiftOut"];
export type Occasion = Schemas["HelpOccasionOut"];
export type Proposal = Schemas["HelpProposalOut"];
export type OfferBody = Partial<Schemas["HelpOfferBody"]> & Pick<Schemas["HelpOfferBody"], "title" | "role" | "shifts">;
export type State = Schemas["HelpStateBody"]["state"];

export const helpApi = {
  offers: (club: string) => request("get", "/api/volunteering/offers", { query: club ? { club } : {} }),
  proposals: (club: string) => request("get", "/api/volunteering/proposals", { query: { club } }),
  dismiss: (booking: string, role: Proposal["role"]) => request("post", "/api/volunteering/proposals/dismiss", { body: { booking, role } }),
  make: (club: string, body: OfferBody) => request("post", "/api/volunteering/offers", { body: { club: club || null, open: true, ...body } }),
  change: (offer: string, body: OfferBody) => request("put", "/api/volunteering/offers/{offer}", { values: { offer }, body }),
  state: (offer: string, state: State) => request("put", "/api/volunteering/offers/{offer}/state", { values: { offer }, body: { state } }),
  signOff: (signup: string) => request("delete", "/api/volunteering/signups/{signup}", { values: { signup } }),
};
