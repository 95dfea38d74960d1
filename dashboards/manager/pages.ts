/** Pages beside the situation: each is fetched when somebody goes there. What an alarm needs is in the first script. */

export const pages = {
  office: () => import("./office/OfficePage.svelte"),
  credentials: () => import("../shared/components/Credentials.svelte"),
  ways: () => import("./ways/WaysPage.svelte"),
  path: () => import("./path/PathPage.svelte"),
  policy: () => import("./policy/PolicyPage.svelte"),
  terms: () => import("./terms/TermsPage.svelte"),
  inbox: () => import("./requests/Inbox.svelte"),
  closings: () => import("./closings/ClosingsPage.svelte"),
  sources: () => import("./sources/SourcesPage.svelte"),
  city: () => import("./city/CityPage.svelte"),
  fleet: () => import("./fleet/FleetPage.svelte"),
  updates: () => import("./updates/UpdatesPage.svelte"),
  privacy: () => import("./privacy/PrivacyPage.svelte"),
  exchange: () => import("./exchange/ExchangePage.svelte"),
  calendars: () => import("./calendars/CalendarsPage.svelte"),
  people: () => import("./people/PeoplePage.svelte"),
  clubs: () => import("./people/ClubsPage.svelte"),
  account: () => import("../shared/components/Account.svelte"),
  places: () => import("./places/PlacesPage.svelte"),
  evidence: () => import("./evidence/EvidencePage.svelte"),
} as const;
