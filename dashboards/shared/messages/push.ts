import { words } from "./table";

/** Messages on this device: alarms for staff, bookings for clubs. */
export const push = words(
  {
    alarmTitle: "Alarm aufs Telefon",
    alarmWhy: "Bei Alarm erscheint eine Nachricht auf diesem Gerät, auch wenn die Seite zu ist. Sie ersetzt keine Brandmeldeanlage.",
    alarmTurnOn: "Alarm aufs Telefon einschalten",
    turnOff: "Ausschalten",
    on: "eingeschaltet",
    blocked: "Der Browser verbietet Nachrichten für diese Seite. Bitte in den Einstellungen des Browsers erlauben.",
    insecure: "Dieser Browser kann hier keine Nachrichten empfangen. Die Seite muss über HTTPS geöffnet sein; auf dem iPhone zuerst „Zum Home-Bildschirm“.",
    test: "Test-Nachricht senden",
    testSent: "Test-Nachricht ist gesendet.",
    clubTitle: "Nachrichten aufs Telefon",
    clubWhy: "Gebucht, verlegt, abgesagt, Code da: eine Nachricht erscheint auf diesem Gerät, auch wenn die Seite zu ist.",
    clubTurnOn: "Nachrichten einschalten",
  },
  {
    alarmTitle: "Alarm on your phone",
    alarmWhy: "In an alarm a message appears on this device even when the page is closed. It does not replace a fire alarm system.",
    alarmTurnOn: "Turn on alarms on this phone",
    turnOff: "Turn off",
    on: "turned on",
    blocked: "The browser forbids messages for this page. Please allow them in the browser's settings.",
    insecure: "This browser cannot receive messages here. The page must be opened over HTTPS; on an iPhone first “Add to Home Screen”.",
    test: "Send test message",
    testSent: "The test message is sent.",
    clubTitle: "Messages on the phone",
    clubWhy: "Booked, moved, cancelled, code ready: a message appears on this device even when the page is closed.",
    clubTurnOn: "Turn messages on",
  },
);
