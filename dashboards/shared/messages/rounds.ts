import { words } from "./table";

/** What the office and clubs say alike of a round: wishes, places, weights, objections. */
export const rounds = words(
  {
    day0: "Montag", day1: "Dienstag", day2: "Mittwoch", day3: "Donnerstag", day4: "Freitag", day5: "Samstag", day6: "Sonntag",
    state_open: "Wünsche laufen", state_closed: "Wünsche sind da", state_proposed: "Vorschlag", state_published: "Vergeben",
    season: "{first} bis {last}", clock: "{start}–{end} Uhr", hours: "{n} Std.", wholeHall: "ganze Halle",
    group: "Gruppe", groupHint: "So steht es später im Plan.", sport: "Sportart", noSport: "nicht gesagt", people: "Wie viele kommen?", youth: "Kinder und Jugendliche in Prozent",
    sections: "Wie viel Platz?", sectionsOne: "1 Teil der Halle", sectionsMany: "{n} Teile der Halle",
    weekdays: "An welchen Tagen geht es?", earliest: "Frühester Beginn", latest: "Spätester Beginn", minutes: "Dauer", minutesOf: "{n} Minuten",
    priority: "Wie wichtig?", priority1: "1 – am wichtigsten", priority2: "2 – wichtig", priority3: "3 – wäre schön",
    halls: "Welche Halle?", hallFirst: "Am liebsten", hallNext: "Sonst", anyHall: "egal", marking: "Linien für", noMarking: "keine nötig", stepFree: "Wir brauchen eine Halle ohne Stufen", note: "Was das Sportamt noch wissen soll",
    needGroup: "Bitte nennen Sie die Gruppe.", needDay: "Bitte wählen Sie einen Tag.", needTime: "Der früheste Beginn liegt nicht nach dem spätesten.",
    wishTimes: "{days}, Beginn {from} bis {to}, {minutes} Minuten", wishTimesOne: "{days}, Beginn {from}, {minutes} Minuten",
    wishPeople: "{people} Menschen, davon {youth} % Kinder und Jugendliche", wishHalls: "Am liebsten: {halls}", anyOf: "Jede Halle passt", rank: "Rang {n}",
    save: "Speichern", cancel: "Abbrechen", edit: "Ändern", editWish: "Wunsch „{group}“ ändern", remove: "Löschen", removeWish: "Wunsch „{group}“ löschen", removeAsk: "Wunsch „{group}“ löschen?",
    noPlace: "Kein Platz", why: "Warum", term_youth: "Kinder und Jugendliche", term_use: "wirklich genutzte Zeit", term_size: "Größe der Gruppe", term_fair: "Ausgleich zwischen den Vereinen", term_priority: "Rang, den der Verein selbst vergibt", term_same: "wie in der letzten Saison", term_wanted: "gewünschte Halle",
    objection_open: "noch keine Antwort", objection_kept: "bleibt so", objection_changed: "geändert",
    letter: "Brief als PDF", everybody: "So sehen es alle", offline: "Das geht nur mit Verbindung.",
  },
  {
    day0: "Monday", day1: "Tuesday", day2: "Wednesday", day3: "Thursday", day4: "Friday", day5: "Saturday", day6: "Sunday",
    state_open: "Wishes are open", state_closed: "Wishes are in", state_proposed: "Proposal", state_published: "Given out",
    season: "{first} to {last}", clock: "{start}–{end}", hours: "{n} h", wholeHall: "whole hall",
    group: "Group", groupHint: "The plan will show this name.", sport: "Sport", noSport: "not said", people: "How many come?", youth: "Children and young people in per cent",
    sections: "How much room?", sectionsOne: "1 section of the hall", sectionsMany: "{n} sections of the hall",
    weekdays: "Which days work?", earliest: "Earliest start", latest: "Latest start", minutes: "Length", minutesOf: "{n} minutes",
    priority: "How important?", priority1: "1 – matters most", priority2: "2 – matters", priority3: "3 – would be nice",
    halls: "Which hall?", hallFirst: "Best", hallNext: "Otherwise", anyHall: "any", marking: "Lines for", noMarking: "none needed", stepFree: "We need a hall without steps", note: "What else the sports office should know",
    needGroup: "Please name the group.", needDay: "Please choose a day.", needTime: "The earliest start is not after the latest.",
    wishTimes: "{days}, start {from} to {to}, {minutes} minutes", wishTimesOne: "{days}, start {from}, {minutes} minutes",
    wishPeople: "{people} people, {youth} % of them children and young people", wishHalls: "Best: {halls}", anyOf: "Any hall will do", rank: "rank {n}",
    save: "Save", cancel: "Cancel", edit: "Change", editWish: "Change the wish “{group}”", remove: "Delete", removeWish: "Delete the wish “{group}”", removeAsk: "Delete the wish “{group}”?",
    noPlace: "No place", why: "Why", term_youth: "children and young people", term_use: "time really used", term_size: "size of the group", term_fair: "fairness between the clubs", term_priority: "rank the club itself gives", term_same: "as last season", term_wanted: "hall that was wished for",
    objection_open: "no answer yet", objection_kept: "stays so", objection_changed: "changed",
    letter: "Letter as PDF", everybody: "As everybody sees it", offline: "That needs a connection.",
  },
);
