/** Of requests: what the pages' forms and the API refuse before anything is done. */
export const ofRequests: Readonly<Record<string, string>> = {
  "The request does not fit": "Die Anfrage passt nicht",
  "Not found": "Nicht gefunden",
  "In the way of something else": "Steht etwas anderem im Weg",
  "Not allowed": "Nicht erlaubt",
  "Not available now": "Zurzeit nicht verfügbar",
  "Unexpected error": "Unerwarteter Fehler",
  "Something broke on the server. Its log has the details; try again, and report it if it stays.":
    "Auf dem Server ist etwas fehlgeschlagen. Einzelheiten stehen in seinem Log; versuchen Sie es erneut, und melden Sie es, wenn es bleibt.",
  "The input does not fit.": "Die Eingabe passt nicht.",
  'This server answers only on loopback names; it was asked as "{}".':
    "Dieser Server antwortet nur unter Loopback-Namen; gefragt wurde er als „{}“.",
  '{} may not do this: the permission "{}" is missing.': "{} darf das nicht: Die Berechtigung „{}“ fehlt.",
  "A page of another origin may change nothing here.": "Eine Seite anderer Herkunft darf hier nichts ändern.",
  'Send the body as JSON with "content-type: application/json".':
    "Senden Sie den Inhalt als JSON mit „content-type: application/json“.",
  "The body is not JSON.": "Der Inhalt ist kein JSON.",
  "The body must be a JSON object.": "Der Inhalt muss ein JSON-Objekt sein.",
  "The body is no form that can be read.": "Der Inhalt ist kein Formular, das gelesen werden kann.",
  "The body is over {} MiB; send less.": "Der Inhalt hat mehr als {} MiB; senden Sie weniger.",
  "is not known here; leave it out.": "ist hier nicht bekannt; lassen Sie es weg.",
  "is missing.": "fehlt.",
  "may be given only once.": "darf nur einmal angegeben werden.",
  "must be text.": "muss Text sein.",
  "must be a number.": "muss eine Zahl sein.",
  "must be a number": "muss eine Zahl sein",
  "must be a number, given once": "muss eine einzige Zahl sein",
  "must be a whole number.": "muss eine ganze Zahl sein.",
  "must be a whole number": "muss eine ganze Zahl sein",
  "must be true or false.": "muss true oder false sein.",
  "must be true or false": "muss true oder false sein",
  "must be a list.": "muss eine Liste sein.",
  "must be an object with fields of its own.": "muss ein Objekt mit eigenen Feldern sein.",
  "must be a file.": "muss eine Datei sein.",
  "must not be empty.": "darf nicht leer sein.",
  "must not be empty": "darf nicht leer sein",
  "must be at least {} characters long.": "muss mindestens {} Zeichen lang sein.",
  "must be at most {} characters long.": "darf höchstens {} Zeichen lang sein.",
  "must be {} or more.": "muss mindestens {} sein.",
  "must be more than {}.": "muss größer als {} sein.",
  "must be {} or less.": "darf höchstens {} sein.",
  "must be less than {}.": "muss kleiner als {} sein.",
  "must have at least {} entries.": "muss mindestens {} Einträge haben.",
  "must have at most one entry.": "darf höchstens einen Eintrag haben.",
  "must have at most {} entries.": "darf höchstens {} Einträge haben.",
  "must be an address like https://example.org.": "muss eine Adresse wie https://example.org sein.",
  "is not written as it has to be.": "ist nicht so geschrieben, wie es sein muss.",
  "must be {}.": "muss {} sein.",
  "is of none of the forms that are known here.": "hat keine der Formen, die hier bekannt sind.",
  "does not fit.": "passt nicht.",
  "must be one of {}.": "muss eines von diesen sein: {}.",
  "must be one of {}": "muss eines von diesen sein: {}",
  "must be one of {}, all.": "muss eines von diesen sein: {}, all.",
  "must be any of {}.": "muss unter diesen sein: {}.",
  "must be all.": "muss all sein.",
  "may only be all.": "darf nur all sein.",
  "must be yes or no.": "muss yes oder no sein.",
  "must be then or now.": "muss then oder now sein.",
  "must be TCP or UDP.": "muss TCP oder UDP sein.",
  "must be a day like 2026-10-03.": "muss ein Tag wie 2026-10-03 sein.",
  "must be a day like 2026-10-03": "muss ein Tag wie 2026-10-03 sein",
  "must be a day like 2027-03-31.": "muss ein Tag wie 2027-03-31 sein.",
  "write the day as YYYY-MM-DD": "schreiben Sie den Tag als JJJJ-MM-TT",
  "must be a time like 2026-10-03T23:59:59Z.": "muss eine Zeit wie 2026-10-03T23:59:59Z sein.",
  "must be a UTC day or a time, 2026-10-03 or 2026-10-03T23:59:59Z.":
    "muss ein Tag in UTC oder eine Zeit sein, 2026-10-03 oder 2026-10-03T23:59:59Z.",
  "must be a whole number from 1 to 65535.": "muss eine ganze Zahl von 1 bis 65535 sein.",
  "ports start at 1": "Ports beginnen bei 1",
  "ports end at 65535": "Ports enden bei 65535",
  "versions start at 1": "Versionen beginnen bei 1",
  "0 stands for none": "0 steht für keine",
  "ask for at least 1": "fragen Sie nach mindestens 1",
  "ask for at most 100": "fragen Sie nach höchstens 100",
  "ask for at most 200": "fragen Sie nach höchstens 200",
  "ask for at most 500": "fragen Sie nach höchstens 500",
  "ask for at least 1 day": "fragen Sie nach mindestens 1 Tag",
  "ask for at most 3660 days": "fragen Sie nach höchstens 3660 Tagen",
  "is no term of the glossary": "ist kein Begriff des Glossars",
  "from says where the range begins; give days or from.":
    "from sagt, wo der Zeitraum beginnt; geben Sie days oder from an.",
  "give the cluster a name": "geben Sie dem Cluster einen Namen",
  "a kubeconfig of over 500 kB is not read": "eine Kubeconfig von mehr als 500 kB wird nicht gelesen",
  "an inventory of over 500 kB is not read": "eine Liste von mehr als 500 kB wird nicht gelesen",
  "over 500 kB are not read": "mehr als 500 kB werden nicht gelesen",
  "over 500 kB are not read.": "mehr als 500 kB werden nicht gelesen.",
  'must be the version that was edited, 0 for none, or "latest" to overwrite whichever counts.':
    "muss die Version sein, die bearbeitet wurde, 0 für keine, oder „latest“, um die geltende zu überschreiben.",
  "must be shorter than 500 characters": "muss kürzer als 500 Zeichen sein",
  "at most {} characters.": "höchstens {} Zeichen.",
  "say why it has to be open.": "sagen Sie, warum er offen sein muss.",
  "a name may have up to 80 characters": "ein Name darf bis zu 80 Zeichen haben",
  "give the view a name": "geben Sie der Ansicht einen Namen",
  "say which cluster": "sagen Sie, welcher Cluster",
  "say which ports": "sagen Sie, welche Ports",
  "a note has at most 2000 characters": "eine Notiz hat höchstens 2000 Zeichen",
  "at most 500 ports at once": "höchstens 500 Ports auf einmal",
  'must say what to look at again: {"kind": "node"}, {"kind": "check"} or {"kind": "findings"}.':
    'muss sagen, was noch einmal zu prüfen ist: {"kind": "node"}, {"kind": "check"} oder {"kind": "findings"}.',
  'there is no check "{}"; GET /api/v1/checks lists them.':
    "es gibt keine Prüfung „{}“; GET /api/v1/checks nennt alle.",
  "name at most {} findings; start a scan for more": "nennen Sie höchstens {} Befunde; für mehr starten Sie einen Scan",
  "name at most {} findings; use a filter for more":
    "nennen Sie höchstens {} Befunde; für mehr verwenden Sie einen Filter",
  "name at least one finding": "nennen Sie mindestens einen Befund",
  "Write when to scan.": "Schreiben Sie, wann gescannt wird.",
  "is at most {} characters long": "ist höchstens {} Zeichen lang",
  "must be the version that was seen": "muss die Version sein, die gesehen wurde",
  "must say what is done: acknowledge, reopen, assign, due, accept or false-positive.":
    "muss sagen, was geschieht: acknowledge, reopen, assign, due, accept oder false-positive.",
  'must say of which findings: {"kind": "findings"} or {"kind": "filter"}.':
    'muss sagen, mit welchen Befunden: {"kind": "findings"} oder {"kind": "filter"}.',
  "must be whole days from 1 to 3650, or null for no date":
    "müssen ganze Tage von 1 bis 3650 sein, oder null für keinen Termin",
  "is missing: give whole days, or null for no date": "fehlt: Geben Sie ganze Tage an, oder null für keinen Termin",
  "{} names no value; leave it out or say one.": "{} nennt keinen Wert; lassen Sie es weg, oder nennen Sie einen.",
  "There is nothing at /api/{}; GET /api/openapi.json lists what there is.":
    "Unter /api/{} gibt es nichts; GET /api/openapi.json nennt, was es gibt.",
  "There are no expected ports of version {}.": "Es gibt keine Soll-Liste der Version {}.",
  "There are no expected ports.": "Es gibt keine Soll-Liste.",
  "Name two scans (a, b), two dates (from, to) or two nodes (nodeA, nodeB).":
    "Nennen Sie zwei Scans (a, b), zwei Tage (from, to) oder zwei Nodes (nodeA, nodeB).",
  "Name two scans, or two dates, or two nodes: not several of them.":
    "Nennen Sie zwei Scans, zwei Tage oder zwei Nodes: nicht mehreres davon.",
  'This web server runs alone; "npm run demo" starts the demo fleet.':
    "Dieser Webserver läuft allein; „npm run demo“ startet die Demo-Flotte.",
  'value: no {} of this range is called "{}"; there are {} and {} more.':
    "value: Nichts der Art {} heißt in diesem Zeitraum „{}“; es gibt {} und {} weitere.",
  'value: no {} of this range is called "{}"; there are {}.':
    "value: Nichts der Art {} heißt in diesem Zeitraum „{}“; es gibt {}.",
  'value: no {} of this range is called "{}"; there is none.':
    "value: Nichts der Art {} heißt in diesem Zeitraum „{}“; es gibt nichts davon.",
  "The range begins after it ends: {} is later than {}.":
    "Der Zeitraum beginnt nach seinem Ende: {} ist später als {}.",
  "There is no cluster {}.": "Es gibt keinen Cluster {}.",
  "There is no node {} in {}.": "Es gibt keinen Node {} in {}.",
  '"{}" is no date: write 2026-11-01 or 2026-11-01T08:00:00Z.':
    "„{}“ ist kein Datum: Schreiben Sie 2026-11-01 oder 2026-11-01T08:00:00Z.",
  'Time zone "{}" is not known; use an IANA name such as UTC, Europe/London or America/New_York.':
    "Die Zeitzone „{}“ ist nicht bekannt; verwenden Sie einen IANA-Namen wie UTC, Europe/Berlin oder America/New_York.",
  '"{}" is not a cron line of five fields ({}), such as "0 2 * * *" for 02:00 every day.':
    "„{}“ ist keine Cron-Zeile aus fünf Feldern ({1!}) wie „0 2 * * *“ für täglich 02:00 Uhr.",
  'Cron line "{}" is not valid: {} is not understood.':
    "Die Cron-Zeile „{}“ ist nicht gültig: {1!} wird nicht verstanden.",
  'Cron line "{}" never fires: no year has such a day.':
    "Die Cron-Zeile „{}“ trifft nie zu: Kein Jahr hat einen solchen Tag.",
  'Cron line "{}" fires more often than every {} minutes, which is the shortest that is allowed.':
    "Die Cron-Zeile „{}“ trifft öfter als alle {} Minuten zu; kürzer ist nicht erlaubt.",
};
