import { words } from "./table";

export const login = words(
  {
    title: "Anmelden",
    lead: "Für Vereine, Hausmeister und das Sportamt.",
    email: "E-Mail",
    password: "Passwort",
    show: "Passwort zeigen",
    enter: "Anmelden",
    missing: "Bitte E-Mail und Passwort eingeben.",
    checking: "wird geprüft …",
    forgot: "Passwort vergessen? Bitte das Sportamt anrufen.",
  },
  {
    title: "Sign in",
    lead: "For clubs, caretakers and the sports office.",
    email: "E-mail",
    password: "Password",
    show: "Show password",
    enter: "Sign in",
    missing: "Please enter e-mail and password.",
    checking: "checking …",
    forgot: "Forgot your password? Please call the sports office.",
  },
);
