import { words } from "./table";

/** Sports by the names the backend uses; any other is shown as the office typed it. */
export const sports = words(
  {
    badminton: "Badminton", basketball: "Basketball", boxing: "Boxen", climbing: "Klettern", dance: "Tanzen", fencing: "Fechten", floorball: "Floorball",
    football: "Fußball", gymnastics: "Turnen", handball: "Handball", hockey: "Hockey", judo: "Judo", rehab: "Reha-Sport", table_tennis: "Tischtennis",
    tennis: "Tennis", volleyball: "Volleyball", wheelchair_basketball: "Rollstuhl-Basketball", yoga: "Yoga",
  },
  {
    badminton: "badminton", basketball: "basketball", boxing: "boxing", climbing: "climbing", dance: "dance", fencing: "fencing", floorball: "floorball",
    football: "football", gymnastics: "gymnastics", handball: "handball", hockey: "hockey", judo: "judo", rehab: "rehab sports", table_tennis: "table tennis",
    tennis: "tennis", volleyball: "volleyball", wheelchair_basketball: "wheelchair basketball", yoga: "yoga",
  },
);
