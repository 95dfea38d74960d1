import { words } from "./table";

/** A club's own posts on the hall displays. */
export const posts_club = words(
  {
    tab: "Anzeigen",
    title: "Auf den Hallen-Anzeigen",
    intro: "Zeigen Sie, was Ihr Verein vorhat. Ihr Beitrag steht in der Halle unter dem Plan, während Sie dort gebucht haben.",
    first: "Kündigen Sie Ihr nächstes Turnier an, oder suchen Sie Helfer.",
    offline: "Ohne Verbindung lassen sich Beiträge nicht zeigen.",
    repair: "Ändern und neu senden",
  },
  {
    tab: "Displays",
    title: "On the hall displays",
    intro: "Show what your club is up to. Your post stands in the hall below the plan while you have booked there.",
    first: "Announce your next tournament, or look for helpers.",
    offline: "Posts cannot be shown without connection.",
    repair: "Change and send again",
  },
);
