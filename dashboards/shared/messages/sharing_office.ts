import { words } from "./table";

/** What clubs show and post, as the office looks after it. */
export const sharing_office = words(
  {
    title: "Vereins-Seiten und Pinnwand",
    lead: "Vereine schreiben ihre Seiten und Aushänge selbst. Blenden Sie aus, was nicht stehen bleiben kann. Der Verein liest den Grund.",
    pages: "Seiten von Vereinen", noPages: "Noch kein Verein hat eine Seite.", open: "Seite von {name} ansehen",
    shown: "zu sehen", notShown: "vom Verein noch nicht gezeigt", hidden: "ausgeblendet: {why}",
    hidePage: "Seite von {name} ausblenden", showPage: "Seite von {name} wieder zeigen", hide: "Ausblenden", show: "Wieder zeigen",
    board: "Pinnwand", noNotices: "Zurzeit hängt hier nichts.", reported: "Gemeldet", until: "bis {day}", over: "beendet",
    hideNotice: "„{title}“ ausblenden", showNotice: "„{title}“ wieder zeigen", keepNotice: "„{title}“ darf stehen bleiben", keep: "Darf bleiben",
    why: "Warum? Der Verein liest das.",
  },
  {
    title: "Club pages and notice board",
    lead: "Clubs write their pages and notices themselves. Hide what cannot stay. The club reads why.",
    pages: "Pages of clubs", noPages: "No club has a page yet.", open: "See the page of {name}",
    shown: "can be seen", notShown: "not shown by the club yet", hidden: "hidden: {why}",
    hidePage: "Hide the page of {name}", showPage: "Show the page of {name} again", hide: "Hide", show: "Show again",
    board: "Notice board", noNotices: "Nothing here at present.", reported: "Reported", until: "until {day}", over: "ended",
    hideNotice: "Hide “{title}”", showNotice: "Show “{title}” again", keepNotice: "“{title}” may stay", keep: "May stay",
    why: "Why? The club reads this.",
  },
);
