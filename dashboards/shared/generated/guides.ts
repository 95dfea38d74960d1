// Made from contract/generated/guides.json by 'run-npm types'. Do not edit.
import type { Guide } from "../guides/guide";

export const GUIDES: readonly Guide[] = [
 {
  "id": "freie-zeit",
  "room": "everybody",
  "title": {
   "de": "Freie Zeit finden",
   "en": "Find a free time",
   "easy": "Eine freie Zeit finden"
  },
  "need": {
   "de": "Sie brauchen ein Handy oder einen Computer. Ein Konto brauchen Sie nicht.",
   "en": "You need a phone or a computer. You do not need an account.",
   "easy": "Sie brauchen ein Handy oder einen Computer. Sie brauchen kein Konto."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie oben „Freie Zeiten“.",
     "en": "Open “Free times” at the top.",
     "easy": "Gehen Sie oben auf „Freie Zeiten“."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Wählen Sie den Tag.",
     "en": "Choose the day.",
     "easy": "Wählen Sie den Tag."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Wählen Sie, ab wann und wie lange Sie die Halle brauchen.",
     "en": "Choose from when and for how long you need the hall.",
     "easy": "Ab wann wollen Sie kommen? Wie lange wollen Sie bleiben? Wählen Sie beides aus."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Wählen Sie eine Sportart, wenn Sie wollen. Sie können auch nach Hallen ohne Stufen suchen.",
     "en": "Choose a sport if you like. You can also look for halls without steps.",
     "easy": "Sie können einen Sport wählen. Sie können auch Hallen ohne Stufen suchen."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Suchen“.",
     "en": "Press “Search”.",
     "easy": "Drücken Sie „Suchen“."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Tippen Sie auf eine Halle. Dann sehen Sie die ganze Woche.",
     "en": "Tap a hall. Then you see the whole week.",
     "easy": "Tippen Sie auf eine Halle. Dann sehen Sie die ganze Woche."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "/frei",
   "/hallen",
   "/hallen/{hall}",
   "/belegung"
  ],
  "start": "/frei",
  "done": {
   "de": "Wollen Sie buchen? Das geht mit dem Konto Ihres Vereins.",
   "en": "Do you want to book? Use your club's account.",
   "easy": "Wollen Sie die Zeit buchen? Das macht Ihr Verein."
  }
 },
 {
  "id": "spiel-ansehen",
  "room": "everybody",
  "title": {
   "de": "Ein Spiel ansehen",
   "en": "Watch a match",
   "easy": "Ein Spiel ansehen"
  },
  "need": {
   "de": "Sie brauchen ein Handy oder einen Computer. Ein Konto brauchen Sie nicht.",
   "en": "You need a phone or a computer. You do not need an account.",
   "easy": "Sie brauchen ein Handy oder einen Computer. Sie brauchen kein Konto."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie oben „Veranstaltungen“.",
     "en": "Open “Events” at the top.",
     "easy": "Gehen Sie oben auf „Veranstaltungen“."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Suchen Sie das Spiel in der Liste.",
     "en": "Look for the match in the list.",
     "easy": "Suchen Sie das Spiel in der Liste."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Tippen Sie auf den Namen. Sie sehen Ort, Zeit und Einlass.",
     "en": "Tap its name. You see the place, the time and when doors open.",
     "easy": "Tippen Sie auf den Namen. Dann sehen Sie: Wo ist das Spiel? Wann ist das Spiel?"
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Wird das Spiel gezeigt, dann steht dort „Jetzt ansehen“. Nicht jedes Spiel wird gezeigt.",
     "en": "If the match is shown, it says “Watch now”. Not every match is shown.",
     "easy": "Manche Spiele können Sie am Handy sehen. Dann steht dort „Jetzt ansehen“."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Holen Sie den Termin in Ihren Kalender, wenn Sie hingehen.",
     "en": "Put the date into your calendar if you go there.",
     "easy": "Wollen Sie hingehen? Dann können Sie den Tag in Ihren Kalender holen."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "/veranstaltungen",
   "/veranstaltungen/{event}"
  ],
  "start": "/veranstaltungen",
  "done": {
   "de": "Viel Freude beim Spiel.",
   "en": "Enjoy the match.",
   "easy": "Viel Freude beim Spiel."
  }
 },
 {
  "id": "mitmachen",
  "room": "everybody",
  "title": {
   "de": "Bei einem Verein helfen",
   "en": "Help a club",
   "easy": "Einem Verein helfen"
  },
  "need": {
   "de": "Sie brauchen eine E-Mail-Adresse. Ein Konto brauchen Sie nicht.",
   "en": "You need an e-mail address. You do not need an account.",
   "easy": "Sie brauchen eine E-Mail-Adresse. Sie brauchen kein Konto."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie oben „Mitmachen“.",
     "en": "Open “Join in” at the top.",
     "easy": "Gehen Sie oben auf „Mitmachen“."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Suchen Sie nach Tag, Ort oder Aufgabe. Öffnen Sie, was Ihnen gefällt.",
     "en": "Search by day, place or task. Open what you like.",
     "easy": "Suchen Sie eine Aufgabe. Tippen Sie darauf."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie, was Sie tun und was Sie dafür brauchen.",
     "en": "Read what you would do and what you need for it.",
     "easy": "Lesen Sie: Was sollen Sie tun? Was brauchen Sie dafür?"
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Wählen Sie eine Schicht. Schreiben Sie Ihren Namen und Ihre E-Mail-Adresse.",
     "en": "Choose a shift. Write your name and your e-mail address.",
     "easy": "Wann wollen Sie helfen? Wählen Sie eine Zeit. Schreiben Sie Ihren Namen und Ihre E-Mail-Adresse."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Öffnen Sie die E-Mail, die dann kommt. Tippen Sie auf den Link. Erst dann sind Sie angemeldet.",
     "en": "Open the e-mail that arrives. Tap the link. Only then you are signed up.",
     "easy": "Sie bekommen eine E-Mail. Tippen Sie in der E-Mail auf den Link. Erst dann sind Sie dabei."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Heben Sie den Link auf. Damit sagen Sie ab oder holen Ihre Bescheinigung.",
     "en": "Keep the link. With it you cancel or get your certificate.",
     "easy": "Heben Sie die E-Mail auf. Mit dem Link können Sie auch absagen."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "/mitmachen",
   "/mitmachen/{offer}",
   "/mitmachen/meine/{token}"
  ],
  "start": "/mitmachen",
  "done": {
   "de": "Danke, dass Sie helfen.",
   "en": "Thank you for helping.",
   "easy": "Danke für Ihre Hilfe."
  }
 },
 {
  "id": "idee-sagen",
  "room": "everybody",
  "title": {
   "de": "Eine Idee zur Halle sagen",
   "en": "Leave an idea about a hall",
   "easy": "Eine Idee zur Halle sagen"
  },
  "need": {
   "de": "Sie brauchen ein Handy oder einen Computer. Ein Konto brauchen Sie nicht.",
   "en": "You need a phone or a computer. You do not need an account.",
   "easy": "Sie brauchen ein Handy oder einen Computer. Sie brauchen kein Konto."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie oben „Ideen“.",
     "en": "Open “Ideas” at the top.",
     "easy": "Gehen Sie oben auf „Ideen“."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Sehen Sie nach, ob es Ihre Idee schon gibt. Dann unterstützen Sie sie.",
     "en": "See whether your idea is there already. Then support it.",
     "easy": "Gibt es Ihre Idee schon? Dann drücken Sie dort „Unterstützen“."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Wählen Sie die Halle und worum es geht.",
     "en": "Choose the hall and what it is about.",
     "easy": "Welche Halle meinen Sie? Worum geht es? Wählen Sie beides aus."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Schreiben Sie Ihre Idee in ein paar Sätzen. Nennen Sie keine Namen.",
     "en": "Write your idea in a few sentences. Do not name anybody.",
     "easy": "Schreiben Sie Ihre Idee auf. Schreiben Sie keine Namen."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Wollen Sie eine Antwort? Dann schreiben Sie Ihre E-Mail-Adresse dazu. Sie müssen nicht.",
     "en": "Do you want an answer? Then add your e-mail address. You need not.",
     "easy": "Wollen Sie eine Antwort? Dann schreiben Sie Ihre E-Mail-Adresse. Sie müssen das nicht."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Absenden“. Das Sportamt liest die Idee, bevor andere sie sehen.",
     "en": "Press “Send”. The sports office reads the idea before others see it.",
     "easy": "Drücken Sie „Absenden“. Das Sport-Amt liest Ihre Idee. Danach sehen sie alle."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "/ideen",
   "/ideen/{idea}"
  ],
  "start": "/ideen",
  "done": {
   "de": "Die Antwort steht bei Ihrer Idee und auf der Seite der Halle.",
   "en": "The answer stands with your idea and on the page of the hall.",
   "easy": "Die Antwort steht bei Ihrer Idee."
  }
 },
 {
  "id": "halle-buchen",
  "room": "club",
  "title": {
   "de": "Eine Halle buchen",
   "en": "Book a hall",
   "easy": "Eine Halle buchen"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto im Verein und eine Verbindung ins Netz.",
   "en": "You need your club's account and a connection.",
   "easy": "Sie brauchen Ihr Konto beim Verein. Sie brauchen Internet."
  },
  "steps": [
   {
    "words": {
     "de": "Tippen Sie unten auf „Buchen“.",
     "en": "Tap “Book” at the bottom.",
     "easy": "Tippen Sie unten auf „Buchen“."
    },
    "wait": {
     "kind": "view",
     "target": "buchen"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Wählen Sie die Halle und wie lange. Drücken Sie dann den blauen Knopf unten.",
     "en": "Choose the hall and how long. Then press the blue button at the bottom.",
     "easy": "Welche Halle wollen Sie? Wie lange? Wählen Sie aus. Drücken Sie dann den blauen Knopf."
    },
    "wait": {
     "kind": "gone",
     "target": "[data-step='1']"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Wählen Sie den Tag und eine freie Zeit. Drücken Sie dann „Weiter“.",
     "en": "Choose the day and a free time. Then press the button to go on.",
     "easy": "Wählen Sie den Tag. Wählen Sie eine freie Zeit. Drücken Sie dann den blauen Knopf."
    },
    "wait": {
     "kind": "shown",
     "target": "[data-step='4']"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Schreiben Sie, was Sie machen. Zum Beispiel „Volleyball“.",
     "en": "Write what you will do. For example “Volleyball”.",
     "easy": "Was machen Sie in der Halle? Schreiben Sie es auf. Zum Beispiel „Volleyball“."
    },
    "wait": {
     "kind": "filled",
     "target": "[data-step='4'] #title"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie alles noch einmal. Drücken Sie dann den blauen Knopf.",
     "en": "Read everything once more. Then press the blue button.",
     "easy": "Lesen Sie alles noch einmal. Stimmt es? Dann drücken Sie den blauen Knopf."
    },
    "wait": {
     "kind": "view",
     "target": "termine"
    },
    "screen": ""
   }
  ],
  "pages": [
   "club#start",
   "club#buchen",
   "/vereine",
   "/vereine/{club}"
  ],
  "start": "#/buchen",
  "done": {
   "de": "Gebucht oder angefragt. Der Code für den Schlüssel steht beim Termin.",
   "en": "Booked or asked for. The code for the key stands with the date.",
   "easy": "Fertig. Den Code für den Schlüssel finden Sie beim Termin."
  }
 },
 {
  "id": "code-finden",
  "room": "club",
  "title": {
   "de": "Den Code finden",
   "en": "Find the code",
   "easy": "Den Code finden"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto im Verein und eine Verbindung ins Netz.",
   "en": "You need your club's account and a connection.",
   "easy": "Sie brauchen Ihr Konto beim Verein. Sie brauchen Internet."
  },
  "steps": [
   {
    "words": {
     "de": "Tippen Sie unten auf „Termine“.",
     "en": "Tap “Dates” at the bottom.",
     "easy": "Tippen Sie unten auf „Termine“."
    },
    "wait": {
     "kind": "view",
     "target": "termine"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Tippen Sie auf Ihren Termin.",
     "en": "Tap your date.",
     "easy": "Tippen Sie auf Ihren Termin."
    },
    "wait": {
     "kind": "view",
     "target": "termine/"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie den Code. Er kommt 14 Tage vorher.",
     "en": "Read the code. It comes 14 days before.",
     "easy": "Lesen Sie den Code. Sie sehen ihn erst 14 Tage vorher."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Steht dort „Code liegt am Schließfach vor“? Dann öffnet er das Fach.",
     "en": "Does it say that the code is at the locker? Then it opens the door.",
     "easy": "Steht dort „Code liegt am Schließfach vor“? Dann geht das Fach damit auf."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Schreiben Sie den Code auf, wenn Sie ohne Handy zur Halle gehen.",
     "en": "Write the code down if you go to the hall without a phone.",
     "easy": "Haben Sie kein Handy dabei? Dann schreiben Sie den Code auf."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "club#termine",
   "club#start"
  ],
  "start": "#/termine",
  "done": {
   "de": "Geben Sie den Code nur Menschen, die den Schlüssel holen sollen.",
   "en": "Give the code only to people who are to fetch the key.",
   "easy": "Zeigen Sie den Code nicht allen. Nur wer den Schlüssel holt, braucht ihn."
  }
 },
 {
  "id": "termin-verleihen",
  "room": "club",
  "title": {
   "de": "Einen Termin verleihen",
   "en": "Lend a date",
   "easy": "Einen Termin verleihen"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto im Verein und eine Verbindung ins Netz.",
   "en": "You need your club's account and a connection.",
   "easy": "Sie brauchen Ihr Konto beim Verein. Sie brauchen Internet."
  },
  "steps": [
   {
    "words": {
     "de": "Tippen Sie unten auf „Termine“ und dann auf den Termin, den Sie nicht brauchen.",
     "en": "Tap “Dates” at the bottom and then the date you do not need.",
     "easy": "Tippen Sie unten auf „Termine“. Tippen Sie dann auf den Termin, den Sie nicht brauchen."
    },
    "wait": {
     "kind": "view",
     "target": "termine/"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Verleihen“.",
     "en": "Press “Lend”.",
     "easy": "Drücken Sie „Verleihen“."
    },
    "wait": {
     "kind": "shown",
     "target": "dialog[open]"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Wählen Sie, wer den Termin haben darf, und bieten Sie ihn an.",
     "en": "Choose who may have the date, and offer it.",
     "easy": "Wer darf den Termin haben? Wählen Sie aus. Bieten Sie ihn dann an."
    },
    "wait": {
     "kind": "gone",
     "target": "dialog[open]"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Warten Sie auf Nachricht. Nimmt ihn niemand, dann bleibt er Ihr Termin.",
     "en": "Wait for a message. If nobody takes it, the date stays yours.",
     "easy": "Warten Sie auf eine Nachricht. Vielleicht nimmt ihn niemand. Dann bleibt es Ihr Termin."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "club#termine",
   "club#nutzung",
   "/wirkung"
  ],
  "start": "#/termine",
  "done": {
   "de": "Ihr Recht auf die anderen Wochen bleibt.",
   "en": "Your right to the other weeks stays.",
   "easy": "Die anderen Wochen gehören weiter Ihnen."
  }
 },
 {
  "id": "termin-absagen",
  "room": "club",
  "title": {
   "de": "Einen Termin absagen",
   "en": "Cancel a date",
   "easy": "Einen Termin absagen"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto im Verein und eine Verbindung ins Netz.",
   "en": "You need your club's account and a connection.",
   "easy": "Sie brauchen Ihr Konto beim Verein. Sie brauchen Internet."
  },
  "steps": [
   {
    "words": {
     "de": "Tippen Sie unten auf „Termine“ und dann auf Ihren Termin.",
     "en": "Tap “Dates” at the bottom and then your date.",
     "easy": "Tippen Sie unten auf „Termine“. Tippen Sie dann auf Ihren Termin."
    },
    "wait": {
     "kind": "view",
     "target": "termine/"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Absagen“.",
     "en": "Press “Cancel”.",
     "easy": "Drücken Sie „Absagen“."
    },
    "wait": {
     "kind": "shown",
     "target": "dialog[open]"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie, welcher Termin es ist. Sagen Sie ja, oder behalten Sie ihn.",
     "en": "Read which date it is. Say yes, or keep it.",
     "easy": "Ist es der richtige Termin? Dann drücken Sie „Ja, absagen“. Sonst drücken Sie „Behalten“."
    },
    "wait": {
     "kind": "gone",
     "target": "dialog[open]"
    },
    "screen": ""
   }
  ],
  "pages": [
   "club#termine"
  ],
  "start": "#/termine",
  "done": {
   "de": "Die Zeit ist wieder frei. Der Code gilt nicht mehr.",
   "en": "The time is free again. The code is no longer valid.",
   "easy": "Jetzt können andere in die Halle. Der Code geht nicht mehr."
  }
 },
 {
  "id": "helfer-suchen",
  "room": "club",
  "title": {
   "de": "Menschen zum Helfen suchen",
   "en": "Look for people to help",
   "easy": "Menschen zum Helfen suchen"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto im Verein und eine Verbindung ins Netz.",
   "en": "You need your club's account and a connection.",
   "easy": "Sie brauchen Ihr Konto beim Verein. Sie brauchen Internet."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie im Bereich „Verein“ die Seite „Mitmachen“.",
     "en": "In the club's area, open the page for joining in.",
     "easy": "Gehen Sie auf „Verein“. Gehen Sie dann auf „Mitmachen“."
    },
    "wait": {
     "kind": "view",
     "target": "mitmachen"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie die Vorschläge für Ihre Spiele.",
     "en": "Read what is proposed for your matches.",
     "easy": "Dort stehen Vorschläge für Ihre Spiele. Lesen Sie sie."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Schicht anlegen“. Sie können den Vorschlag vorher ändern.",
     "en": "Make the shift. You can alter the proposal before.",
     "easy": "Drücken Sie „Schicht anlegen“. Passt etwas nicht? Dann ändern Sie es vorher."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Sehen Sie später nach, wer sich gemeldet hat.",
     "en": "Look later who has signed up.",
     "easy": "Sehen Sie später nach: Wer hat sich gemeldet?"
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "club#mitmachen",
   "club#verein"
  ],
  "start": "#/mitmachen",
  "done": {
   "de": "Alle sehen die Schicht unter „Mitmachen“ und auf Bildschirmen in der Nähe.",
   "en": "Everybody sees the shift among the offers and on screens nearby.",
   "easy": "Jetzt sehen alle, dass Sie Hilfe suchen."
  }
 },
 {
  "id": "stunden-bestaetigen",
  "room": "club",
  "title": {
   "de": "Stunden bestätigen",
   "en": "Confirm hours",
   "easy": "Stunden bestätigen"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto im Verein und eine Verbindung ins Netz.",
   "en": "You need your club's account and a connection.",
   "easy": "Sie brauchen Ihr Konto beim Verein. Sie brauchen Internet."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie „Mitmachen“ und dann „Stunden“.",
     "en": "Open the page for joining in and then the hours.",
     "easy": "Gehen Sie auf „Mitmachen“. Gehen Sie dann auf „Stunden“."
    },
    "wait": {
     "kind": "view",
     "target": "stunden"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie, wer wann da war. Das sagen Schlüssel und Lesegerät.",
     "en": "Read who was there and when. The key and the reader say so.",
     "easy": "Wer war da? Wie lange? Lesen Sie nach."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Stimmt es, dann bestätigen Sie. Sonst ändern Sie die Zeit und sagen, warum.",
     "en": "If it is right, confirm it. If not, change the time and say why.",
     "easy": "Stimmt die Zeit? Dann bestätigen Sie sie. Sonst ändern Sie die Zeit. Schreiben Sie, warum."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "club#stunden"
  ],
  "start": "#/stunden",
  "done": {
   "de": "Wer geholfen hat, kann nun die Bescheinigung drucken.",
   "en": "Who helped can print the certificate now.",
   "easy": "Der Mensch bekommt jetzt ein Papier über die Hilfe."
  }
 },
 {
  "id": "wunsch-stellen",
  "room": "club",
  "title": {
   "de": "Zeiten für die Saison wünschen",
   "en": "Wish for times of a season",
   "easy": "Hallen-Zeiten wünschen"
  },
  "need": {
   "de": "Sie leiten den Verein und wissen, wie viele Menschen kommen.",
   "en": "You lead the club and know how many people come.",
   "easy": "Sie leiten den Verein. Sie wissen, wie viele Menschen kommen."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie „Verein“ und dann „Wünsche“.",
     "en": "Open the club's area and then the wishes.",
     "easy": "Gehen Sie auf „Verein“. Gehen Sie dann auf „Wünsche“."
    },
    "wait": {
     "kind": "view",
     "target": "wuensche"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Neuer Wunsch“.",
     "en": "Press the button for a new wish.",
     "easy": "Drücken Sie „Neuer Wunsch“."
    },
    "wait": {
     "kind": "shown",
     "target": "dialog[open]"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Nennen Sie Gruppe, Tage und Beginn. Je mehr Tage gehen, desto eher gibt es einen Platz.",
     "en": "Name the group, days and start. The more days will do, the sooner there is a place.",
     "easy": "Schreiben Sie: Welche Gruppe? Welche Tage? Wann? Viele Tage helfen."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Sagen Sie, wie wichtig der Wunsch ist, und speichern Sie.",
     "en": "Say how much the wish matters, and save.",
     "easy": "Wie wichtig ist der Wunsch? Drücken Sie dann „Speichern“."
    },
    "wait": {
     "kind": "gone",
     "target": "dialog[open]"
    },
    "screen": ""
   }
  ],
  "pages": [
   "club#wuensche",
   "club#verein",
   "/vergabe"
  ],
  "start": "#/wuensche",
  "done": {
   "de": "Das Sportamt hat Ihren Wunsch. Der Vorschlag kommt als Brief und steht hier.",
   "en": "The sports office has your wish. The proposal comes as a letter and stands here.",
   "easy": "Das Amt hat Ihren Wunsch. Sie bekommen einen Brief."
  }
 },
 {
  "id": "schluessel-holen",
  "room": "kiosk",
  "title": {
   "de": "Den Schlüssel holen",
   "en": "Fetch the key",
   "easy": "Den Schlüssel holen"
  },
  "need": {
   "de": "Sie brauchen den Code, den QR-Code oder Ihre Karte.",
   "en": "You need the code, the QR code or your card.",
   "easy": "Sie brauchen den Code. Oder den QR-Code. Oder Ihre Karte."
  },
  "steps": [
   {
    "words": {
     "de": "Tippen Sie den Code auf dem Bildschirm ein. Jede Ziffer erscheint als Punkt.",
     "en": "Type the code on the screen. Each digit appears as a dot.",
     "easy": "Tippen Sie die Zahlen auf dem Bildschirm ein. Für jede Zahl sehen Sie einen Punkt."
    },
    "wait": null,
    "screen": "code"
   },
   {
    "words": {
     "de": "Drücken Sie „Öffnen“. Bei einem Fehler drücken Sie „Löschen“.",
     "en": "Press “Open”. If you made a mistake, press “Erase”.",
     "easy": "Drücken Sie „Öffnen“. War eine Zahl falsch? Dann drücken Sie „Löschen“."
    },
    "wait": null,
    "screen": "enter"
   },
   {
    "words": {
     "de": "Der Bildschirm zeigt, welches Fach offen ist. Gehen Sie dorthin.",
     "en": "The screen shows which door is open. Go there.",
     "easy": "Ein Fach geht auf. Der Bildschirm zeigt, welches. Gehen Sie dorthin."
    },
    "wait": null,
    "screen": "open"
   },
   {
    "words": {
     "de": "Nehmen Sie den Schlüssel heraus.",
     "en": "Take the key out.",
     "easy": "Nehmen Sie den Schlüssel heraus."
    },
    "wait": null,
    "screen": "key"
   },
   {
    "words": {
     "de": "Drücken Sie die Tür zu, bis es klickt.",
     "en": "Push the door shut until it clicks.",
     "easy": "Drücken Sie die Tür zu. Es macht „klick“."
    },
    "wait": null,
    "screen": "shut"
   }
  ],
  "pages": [
   "kiosk",
   "club#start"
  ],
  "start": "",
  "done": {
   "de": "Der Bildschirm sagt, bis wann der Schlüssel zurück soll.",
   "en": "The screen says when the key is due back.",
   "easy": "Der Bildschirm zeigt eine Uhrzeit. Bis dann bringen Sie den Schlüssel zurück."
  }
 },
 {
  "id": "schluessel-bringen",
  "room": "kiosk",
  "title": {
   "de": "Den Schlüssel zurückbringen",
   "en": "Bring the key back",
   "easy": "Den Schlüssel zurückbringen"
  },
  "need": {
   "de": "Sie brauchen denselben Code und den Schlüssel.",
   "en": "You need the same code and the key.",
   "easy": "Sie brauchen den Schlüssel. Und Sie brauchen den gleichen Code wie vorher."
  },
  "steps": [
   {
    "words": {
     "de": "Tippen Sie denselben Code wie beim Holen. Drücken Sie „Öffnen“.",
     "en": "Type the same code as before. Press “Open”.",
     "easy": "Tippen Sie den gleichen Code wie vorher. Drücken Sie „Öffnen“."
    },
    "wait": null,
    "screen": "code"
   },
   {
    "words": {
     "de": "Ihr Fach geht auf. Es ist dasselbe wie beim Holen.",
     "en": "Your door opens. It is the same as before.",
     "easy": "Das gleiche Fach geht auf."
    },
    "wait": null,
    "screen": "open"
   },
   {
    "words": {
     "de": "Hängen Sie den Schlüssel an seinen Platz.",
     "en": "Hang the key in its place.",
     "easy": "Hängen Sie den Schlüssel an seinen Platz."
    },
    "wait": null,
    "screen": "key"
   },
   {
    "words": {
     "de": "Drücken Sie die Tür zu. Warten Sie, bis der Bildschirm „Danke“ sagt.",
     "en": "Push the door shut. Wait until the screen says thank you.",
     "easy": "Drücken Sie die Tür zu. Warten Sie. Der Bildschirm sagt „Danke“."
    },
    "wait": null,
    "screen": "shut"
   }
  ],
  "pages": [
   "kiosk",
   "club#start"
  ],
  "start": "",
  "done": {
   "de": "Der Schlüssel ist zurück. Sie können gehen.",
   "en": "The key is back. You can go.",
   "easy": "Der Schlüssel ist zurück. Sie können gehen."
  }
 },
 {
  "id": "hilfe-rufen",
  "room": "kiosk",
  "title": {
   "de": "Am Schließfach Hilfe rufen",
   "en": "Call for help at the locker",
   "easy": "Am Schließ-Fach Hilfe rufen"
  },
  "need": {
   "de": "Sie brauchen nichts.",
   "en": "You need nothing.",
   "easy": "Sie brauchen nichts."
  },
  "steps": [
   {
    "words": {
     "de": "Drücken Sie unten auf „Hilfe“.",
     "en": "Press “Help” at the bottom.",
     "easy": "Drücken Sie unten auf „Hilfe“."
    },
    "wait": null,
    "screen": "help"
   },
   {
    "words": {
     "de": "Drücken Sie „Hilfe anfordern“. Der Dienst bekommt eine Nachricht.",
     "en": "Ask for help. Whoever is on duty gets a message.",
     "easy": "Drücken Sie „Hilfe anfordern“. Dann bekommt jemand eine Nachricht."
    },
    "wait": null,
    "screen": "ask"
   },
   {
    "words": {
     "de": "Bleiben Sie am Bildschirm. Er zeigt, ob jemand Sie gesehen hat.",
     "en": "Stay at the screen. It shows whether somebody has seen it.",
     "easy": "Bleiben Sie am Bildschirm. Er zeigt: Jemand weiß Bescheid."
    },
    "wait": null,
    "screen": "seen"
   },
   {
    "words": {
     "de": "Keine Antwort? Dann rufen Sie die Nummer auf dem Bildschirm an.",
     "en": "No answer? Then call the number on the screen.",
     "easy": "Kommt keine Antwort? Dann rufen Sie die Nummer auf dem Bildschirm an."
    },
    "wait": null,
    "screen": "phone"
   }
  ],
  "pages": [
   "kiosk"
  ],
  "start": "",
  "done": {
   "de": "Bei Feuer rufen Sie immer zuerst 112.",
   "en": "If there is a fire, always call 112 first.",
   "easy": "Brennt es? Dann rufen Sie immer zuerst 112 an."
  }
 },
 {
  "id": "alarm-bestaetigen",
  "room": "office",
  "title": {
   "de": "Eine Meldung bestätigen",
   "en": "Acknowledge an alert",
   "easy": "Eine Meldung bestätigen"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto bei der Stadt.",
   "en": "You need your account with the city.",
   "easy": "Sie brauchen Ihr Konto bei der Stadt."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie „Lage“. Oben steht, was gerade ist.",
     "en": "Open the first page. At the top it says what is going on.",
     "easy": "Gehen Sie auf „Lage“. Oben steht, was los ist."
    },
    "wait": {
     "kind": "view",
     "target": "lage"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie zuerst: Was, wo, wie viele Menschen?",
     "en": "Read first: what, where, how many people?",
     "easy": "Lesen Sie: Was ist los? Wo? Wie viele Menschen sind dort?"
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Brennt es? Rufen Sie 112. Das macht die Seite nicht für Sie.",
     "en": "Is there a fire? Call 112. The page does not do that for you.",
     "easy": "Brennt es? Dann rufen Sie 112 an. Die Seite macht das nicht."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Gesehen“ nur, wenn Sie sich kümmern. Dann wird niemand mehr geweckt.",
     "en": "Say that you have seen it only if you take care of it. Then nobody else is woken.",
     "easy": "Kümmern Sie sich darum? Dann drücken Sie „Gesehen“. Sonst nicht."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Schreiben Sie am Ende, was es war. Schließen Sie die Meldung.",
     "en": "In the end, write what it was. Close the alert.",
     "easy": "Schreiben Sie am Ende, was es war. Dann ist die Meldung fertig."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "manager#lage",
   "manager#verlauf",
   "manager#meldung"
  ],
  "start": "#/lage",
  "done": {
   "de": "Ihr Name steht bei der Meldung. So wissen alle, wer sich kümmert.",
   "en": "Your name stands with the alert. So everybody knows who takes care.",
   "easy": "Ihr Name steht jetzt dort. Alle wissen: Sie kümmern sich."
  }
 },
 {
  "id": "anfrage-entscheiden",
  "room": "office",
  "title": {
   "de": "Eine Anfrage entscheiden",
   "en": "Decide on a request",
   "easy": "Eine Anfrage entscheiden"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto bei der Stadt.",
   "en": "You need your account with the city.",
   "easy": "Sie brauchen Ihr Konto bei der Stadt."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie „Mehr“ und dann „Anfragen“.",
     "en": "Open “More” and then the requests.",
     "easy": "Gehen Sie auf „Mehr“. Gehen Sie dann auf „Anfragen“."
    },
    "wait": {
     "kind": "view",
     "target": "anfragen"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie, wer was wann will und warum es gefragt wird.",
     "en": "Read who wants what when, and why it needs an answer.",
     "easy": "Lesen Sie: Wer fragt? Was will der Verein? Wann?"
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Sagen Sie ja, oder sagen Sie nein mit einem Grund.",
     "en": "Say yes, or say no with a reason.",
     "easy": "Sagen Sie „Ja“. Oder sagen Sie „Nein“ und schreiben Sie, warum."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "manager#anfragen",
   "manager#plan"
  ],
  "start": "#/anfragen",
  "done": {
   "de": "Der Verein bekommt die Antwort sofort.",
   "en": "The club gets the answer at once.",
   "easy": "Der Verein bekommt Ihre Antwort sofort."
  }
 },
 {
  "id": "idee-beantworten",
  "room": "office",
  "title": {
   "de": "Eine Idee beantworten",
   "en": "Answer an idea",
   "easy": "Eine Idee beantworten"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto bei der Stadt.",
   "en": "You need your account with the city.",
   "easy": "Sie brauchen Ihr Konto bei der Stadt."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie „Mehr“ und dann „Ideen“.",
     "en": "Open “More” and then the ideas.",
     "easy": "Gehen Sie auf „Mehr“. Gehen Sie dann auf „Ideen“."
    },
    "wait": {
     "kind": "view",
     "target": "ideen"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Lesen Sie die neue Idee. Nehmen Sie Namen heraus.",
     "en": "Read the new idea. Take out names.",
     "easy": "Lesen Sie die neue Idee. Stehen dort Namen? Nehmen Sie sie heraus."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Zeigen“. Dann sehen sie alle.",
     "en": "Let it be shown. Then everybody sees it.",
     "easy": "Drücken Sie „Zeigen“. Dann sehen alle die Idee."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Antworten“.",
     "en": "Press the button to answer.",
     "easy": "Drücken Sie „Antworten“."
    },
    "wait": {
     "kind": "shown",
     "target": "dialog[open]"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Schreiben Sie kurz, was nun geschieht. Veröffentlichen Sie die Antwort.",
     "en": "Write briefly what happens now. Publish the answer.",
     "easy": "Schreiben Sie kurz: Was passiert jetzt? Schicken Sie die Antwort ab."
    },
    "wait": {
     "kind": "gone",
     "target": "dialog[open]"
    },
    "screen": ""
   }
  ],
  "pages": [
   "manager#ideen"
  ],
  "start": "#/ideen",
  "done": {
   "de": "Die Antwort steht im Netz und an den Schließfächern der Halle.",
   "en": "The answer stands on the web and at the lockers of the hall.",
   "easy": "Alle können Ihre Antwort jetzt lesen."
  }
 },
 {
  "id": "runde-fuehren",
  "room": "office",
  "title": {
   "de": "Hallen-Zeiten vergeben",
   "en": "Give out hall times",
   "easy": "Hallen-Zeiten vergeben"
  },
  "need": {
   "de": "Sie brauchen Ihr Konto im Sportamt.",
   "en": "You need your account at the sports office.",
   "easy": "Sie brauchen Ihr Konto beim Sportamt."
  },
  "steps": [
   {
    "words": {
     "de": "Öffnen Sie „Mehr“ und dann „Vergabe der Hallenzeiten“.",
     "en": "Open “More” and then the allocation of hall times.",
     "easy": "Gehen Sie auf „Mehr“. Gehen Sie dann auf „Vergabe der Hallenzeiten“."
    },
    "wait": {
     "kind": "view",
     "target": "runden"
    },
    "screen": ""
   },
   {
    "words": {
     "de": "Öffnen Sie eine Runde, und warten Sie, bis die Wünsche da sind.",
     "en": "Open a round and wait until the wishes are in.",
     "easy": "Öffnen Sie eine Runde. Warten Sie auf die Wünsche."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Schließen Sie die Wünsche. Lassen Sie den Vorschlag berechnen.",
     "en": "Close the wishes. Let the proposal be worked out.",
     "easy": "Drücken Sie „Wünsche schließen“. Drücken Sie dann „Vorschlag berechnen“."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Ziehen Sie eine Zeit, wohin sie soll. Sie lesen vorher, was es kostet.",
     "en": "Drag a time where you want it. Before, you read what that costs.",
     "easy": "Passt eine Zeit nicht? Ziehen Sie sie an einen anderen Platz. Lesen Sie, was das kostet."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Zeigen Sie den Vorschlag den Vereinen. Antworten Sie auf jeden Einwand.",
     "en": "Show the proposal to the clubs. Answer each objection.",
     "easy": "Drücken Sie „Vereinen zeigen“. Antworten Sie jedem Verein."
    },
    "wait": null,
    "screen": ""
   },
   {
    "words": {
     "de": "Drücken Sie „Veröffentlichen“, wenn die Frist vorbei ist.",
     "en": "Publish when the time for objections is over.",
     "easy": "Ist die Frist vorbei? Drücken Sie „Veröffentlichen“."
    },
    "wait": null,
    "screen": ""
   }
  ],
  "pages": [
   "manager#runden"
  ],
  "start": "#/runden",
  "done": {
   "de": "Die Zeiten stehen im Plan. Jeder Verein bekommt seinen Brief.",
   "en": "The times are in the plan. Each club gets its letter.",
   "easy": "Die Zeiten stehen im Plan. Jeder Verein bekommt einen Brief."
  }
 }
];
