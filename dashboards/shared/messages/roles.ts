import { words } from "./table";

/** What people are here. */
export const roles = words(
  {
    admin: "Administration",
    office: "Sportamt",
    caretaker: "Hausmeister",
    club_admin: "Vereinsverwaltung",
    trainer: "Trainer",
    member: "Mitglied",
    guest: "Gast",
    fire_officer: "Brandschutz",
    emergency: "Notöffnung",
  },
  {
    admin: "Administration",
    office: "Sports office",
    caretaker: "Caretaker",
    club_admin: "Club administrator",
    trainer: "Trainer",
    member: "Member",
    guest: "Guest",
    fire_officer: "Fire officer",
    emergency: "Emergency opening",
  },
);
