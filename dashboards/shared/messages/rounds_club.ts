import { words } from "./table";

/** What a club reads and does in a round. */
export const rounds_club = words(
  {
    title: "Wünsche für die Saison", lead: "Sagen Sie, welche Zeiten Ihr Verein braucht. Die Stadt vergibt die Hallen dann nach Regeln, die alle lesen können.",
    round: "Runde", none: "Zurzeit nimmt die Stadt keine Wünsche an.", until: "Sie können bis {day} Wünsche eintragen und ändern.", openEnded: "Sie können jetzt Wünsche eintragen und ändern.", closed: "Die Wünsche sind gesammelt. Das Sportamt macht einen Vorschlag.",
    proposed: "Das ist der Vorschlag. Passt etwas nicht? Schreiben Sie bis {day} einen Einwand.", objectionsOver: "Das ist der Vorschlag. Die Zeit für Einwände ist vorbei.", published: "Die Zeiten sind vergeben. Sie stehen in Ihrem Plan.",
    add: "Neuer Wunsch", added: "Der Wunsch ist gespeichert.", saved: "Geändert.", removed: "Der Wunsch ist gelöscht.", noWishes: "Ihr Verein hat noch keinen Wunsch.", noWishesOver: "Ihr Verein hat in dieser Runde keinen Wunsch.",
    object: "Einwand schreiben", objectTo: "Einwand zu „{group}“", objectAll: "Einwand zum ganzen Vorschlag", objectText: "Was passt nicht, und warum?", objectSent: "Ihr Einwand ist da. Das Sportamt antwortet hier.", send: "Senden", objections: "Ihre Einwände", answer: "Antwort: {text}",
    got: "Das bekommt Ihr Verein", given: "{given} von {wished} Stunden in der Woche", leadsOnly: "Eintragen und ändern kann die Leitung des Vereins.", whole: "zum ganzen Vorschlag",
  },
  {
    title: "Wishes for the season", lead: "Say which times your club needs. The city then gives out the halls by rules that everybody can read.",
    round: "Round", none: "The city takes no wishes at present.", until: "You can enter and change wishes until {day}.", openEnded: "You can enter and change wishes now.", closed: "The wishes are in. The sports office makes a proposal.",
    proposed: "This is the proposal. Something does not suit? Write an objection until {day}.", objectionsOver: "This is the proposal. The time for objections is over.", published: "The times are given out. They are in your plan.",
    add: "New wish", added: "The wish is saved.", saved: "Changed.", removed: "The wish is deleted.", noWishes: "Your club has no wish yet.", noWishesOver: "Your club has no wish in this round.",
    object: "Write an objection", objectTo: "Objection to “{group}”", objectAll: "Objection to the whole proposal", objectText: "What does not suit, and why?", objectSent: "Your objection is in. The sports office answers here.", send: "Send", objections: "Your objections", answer: "Answer: {text}",
    got: "What your club gets", given: "{given} of {wished} hours a week", leadsOnly: "The lead of the club can enter and change wishes.", whole: "to the whole proposal",
  },
);
