/** Of what is kept: what is not there, what stands in the way, what the database cannot do. */
export const ofStore: Readonly<Record<string, string>> = {
  "There is no cluster with the id {}.": "Es gibt keinen Cluster mit der Kennung {}.",
  'There is already a cluster named "{}".': "Es gibt schon einen Cluster namens „{}“.",
  "There is no connection test with the id {}.": "Es gibt keinen Verbindungstest mit der Kennung {}.",
  "There is no finding with the id {}.": "Es gibt keinen Befund mit der Kennung {}.",
  "There is no import with the id {}.": "Es gibt keinen Import mit der Kennung {}.",
  "There is no node with the id {}.": "Es gibt keinen Node mit der Kennung {}.",
  "There is no node with the id or name {}.": "Es gibt keinen Node mit der Kennung oder dem Namen {}.",
  "There is no re-check with the id {}.": "Es gibt keine Nachprüfung mit der Kennung {}.",
  "There is no group of re-checks with the id {}.": "Es gibt keine Gruppe von Nachprüfungen mit der Kennung {}.",
  "There is no scan with the id {}.": "Es gibt keinen Scan mit der Kennung {}.",
  "There is no schedule with the id {}.": "Es gibt keinen Zeitplan mit der Kennung {}.",
  "There is no view with the id {}.": "Es gibt keine Ansicht mit der Kennung {}.",
  'There is already a view named "{}".': "Es gibt schon eine Ansicht namens „{}“.",
  "{} views are kept; delete one first.": "{} Ansichten werden aufbewahrt; löschen Sie zuerst eine.",
  '"{}" was changed at {} (version {}); look at it first.':
    "„{}“ wurde am {} geändert (Version {}); sehen Sie es sich zuerst an.",
  "{} must be a UTC day or an RFC 3339 time.": "{} muss ein Tag in UTC oder eine Zeit nach RFC 3339 sein.",
  "since must be an RFC 3339 time.": "since muss eine Zeit nach RFC 3339 sein.",
  "at must be an RFC 3339 time.": "at muss eine Zeit nach RFC 3339 sein.",
  "at must be a time like 2026-10-03T23:59:59Z.": "at muss eine Zeit wie 2026-10-03T23:59:59Z sein.",
  "from must not be after to.": "from darf nicht nach to liegen.",
  "sort must be one of {}.": "sort muss eines von diesen sein: {}.",
  "limit must be a whole number above 0.": "limit muss eine ganze Zahl über 0 sein.",
  "The cursor does not belong to this list.": "Der Cursor gehört nicht zu dieser Liste.",
  "The cursor does not belong to this list; start again without it.":
    "Der Cursor gehört nicht zu dieser Liste; beginnen Sie ohne ihn neu.",
  "The cursor does not belong to this list and sort; start again without it.":
    "Der Cursor gehört nicht zu dieser Liste und Sortierung; beginnen Sie ohne ihn neu.",
  "DATABASE_URL is not set: start with npm start, or set it to a PostgreSQL URL.":
    "DATABASE_URL ist nicht gesetzt: Starten Sie mit npm start, oder setzen Sie es auf eine PostgreSQL-URL.",
  "DATABASE_URL is not a PostgreSQL URL: postgresql://user:password@host:port/name.":
    "DATABASE_URL ist keine PostgreSQL-URL: postgresql://user:password@host:port/name.",
  "DATABASE_URL changed while the old database is open; close it first.":
    "DATABASE_URL wurde geändert, während die alte Datenbank offen ist; schließen Sie diese zuerst.",
  "No scan of {} had ended by {}: the first ended at {}.":
    "Bis {1} war kein Scan von {0} beendet: Der erste endete am {2}.",
  "No scan of {} had ended by {}: it was never scanned.":
    "Bis {1} war kein Scan von {0} beendet: Er wurde nie gescannt.",
  "This is the same node twice; choose another beside it.":
    "Das ist zweimal derselbe Node; wählen Sie einen anderen daneben.",
  "There is no such port in this cluster.": "Einen solchen Port gibt es in diesem Cluster nicht.",
  '"{}" is not the id of a port of this comparison.': "„{}“ ist nicht die Kennung eines Ports dieses Vergleichs.",
  "There is no result with the id {} in this cluster.": "In diesem Cluster gibt es kein Ergebnis mit der Kennung {}.",
  "Scan {} is {}: it has no results to compare.":
    "Der Zustand von Scan {} ist „{1!}“: Er hat keine Ergebnisse, die sich vergleichen lassen.",
  "Of scan {} only its numbers are kept: it was stored after a newer one, or by an older version. Compare another.":
    "Von Scan {} sind nur die Zahlen aufbewahrt: Er wurde nach einem neueren gespeichert, oder von einer älteren Version. Vergleichen Sie einen anderen.",
  "The two scans are of different clusters, {} and {}, and cannot be compared.":
    "Die beiden Scans sind von verschiedenen Clustern, {} und {}, und lassen sich nicht vergleichen.",
  "The demo fleet is asked for already.": "Die Demo-Flotte ist schon angefordert.",
  'Nobody is known who could be "me" here; write the name.':
    "Hier ist niemand bekannt, wer „me“ sein könnte; schreiben Sie den Namen.",
  "The time an invalid date is not between {} and {}: set the clock of this computer right and try again.":
    "Eine ungültige Zeit liegt nicht zwischen {} und {}: Stellen Sie die Uhr dieses Rechners richtig, und versuchen Sie es erneut.",
  "The time {} is not between {} and {}: set the clock of this computer right and try again.":
    "Die Zeit {} liegt nicht zwischen {} und {}: Stellen Sie die Uhr dieses Rechners richtig, und versuchen Sie es erneut.",
  "Version {} was saved by {} at {}, and you edited none. Nothing was saved.":
    "{1} hat am {2} die Version {0} gespeichert, und Sie haben keine bearbeitet. Nichts wurde gespeichert.",
  "Version {} was saved by {} at {}, and you edited version {}. Nothing was saved.":
    "{1} hat am {2} die Version {0} gespeichert, und Sie haben die Version {3} bearbeitet. Nichts wurde gespeichert.",
  "None is saved, and you edited none. Nothing was saved.":
    "Es ist keine gespeichert, und Sie haben keine bearbeitet. Nichts wurde gespeichert.",
  "None is saved, and you edited version {}. Nothing was saved.":
    "Es ist keine gespeichert, und Sie haben die Version {} bearbeitet. Nichts wurde gespeichert.",
  "There is no version {} of these expected ports.": "Von dieser Soll-Liste gibt es keine Version {}.",
  "This record has been taken back already.": "Dieser Eintrag wurde schon zurückgenommen.",
  '{} recorded "{}" at {}; nothing was taken back. Look again.':
    "{} hat am {2} „{1!}“ festgehalten; nichts wurde zurückgenommen. Sehen Sie noch einmal nach.",
  "Somebody recorded something at this moment; look again.":
    "In diesem Augenblick hat jemand etwas festgehalten; sehen Sie noch einmal nach.",
  "The node of port {} was removed meanwhile.": "Der Node des Ports {} wurde inzwischen entfernt.",
  "Scan {} is gone.": "Den Scan {} gibt es nicht mehr.",
  "A part of the kept evidence is missing.": "Ein Teil des aufbewahrten Nachweises fehlt.",
  "A part of the kept evidence is damaged.": "Ein Teil des aufbewahrten Nachweises ist beschädigt.",
  "There is nothing to re-check: no open finding that is not being re-checked already.":
    "Es gibt nichts nachzuprüfen: keinen offenen Befund, der nicht schon nachgeprüft wird.",
  "That is more than {} findings at once. Start a scan instead.":
    "Das sind mehr als {} Befunde auf einmal. Starten Sie stattdessen einen Scan.",
  "Scan {} of this cluster is {}; wait for it or cancel it.":
    "Scan {} dieses Clusters {1!}; warten Sie auf ihn, oder brechen Sie ihn ab.",
  "Scan {} was not stopped: it is complete; ask for a new scan.":
    "Scan {} wurde nicht angehalten: Er ist vollständig; fordern Sie einen neuen an.",
  "Scan {} was not stopped: it is {}.": "Scan {} wurde nicht angehalten: Sein Zustand ist „{1!}“.",
  "Scan {} came to every node; ask for a new scan.": "Scan {} ist zu jedem Node gekommen; fordern Sie einen neuen an.",
  "Scan {} is {}; its report came too late.": "Der Zustand von Scan {} ist „{1!}“; sein Bericht kam zu spät.",
  "Scan {} is over: it is {}.": "Scan {} ist vorbei: Sein Zustand ist „{1!}“.",
  "A stored credential has a format that this version does not know.":
    "Zugangsdaten sind in einer Form gespeichert, die diese Version nicht kennt.",
  "The stored credential cannot be opened: the secret key is not the one it was sealed with. Set BREAKWATER_SECRET_KEY to the former key, or add the cluster's credential again.":
    "Die gespeicherten Zugangsdaten lassen sich nicht öffnen: Der geheime Schlüssel ist nicht der, mit dem sie versiegelt wurden. Setzen Sie BREAKWATER_SECRET_KEY auf den früheren Schlüssel, oder geben Sie die Zugangsdaten des Clusters neu ein.",
  "{} cannot be used as a secret key. It must be 32 bytes in hex or base64, or a passphrase of at least 32 characters.":
    "{} taugt nicht als geheimer Schlüssel. Es müssen 32 Bytes in Hex oder Base64 sein, oder ein Kennsatz von mindestens 32 Zeichen.",
  "The secret key in {} cannot be read.": "Der geheime Schlüssel in {} kann nicht gelesen werden.",
  "The secret key cannot be written to {}.": "Der geheime Schlüssel kann nicht nach {} geschrieben werden.",
  "{} changed these links at {}. Load the page again to see them.":
    "{} hat diese Verknüpfungen am {} geändert. Laden Sie die Seite neu, um sie zu sehen.",
  "Somebody changed these links at {}. Load the page again to see them.":
    "Jemand hat diese Verknüpfungen am {} geändert. Laden Sie die Seite neu, um sie zu sehen.",
  "These links were removed meanwhile. Load the page again.":
    "Diese Verknüpfungen wurden inzwischen entfernt. Laden Sie die Seite neu.",
  "There is one already with the same name or key.": "Es gibt schon eines mit demselben Namen oder Schlüssel.",
  "It is no longer there.": "Es ist nicht mehr da.",
  "What it belongs to is no longer there.": "Wozu es gehört, ist nicht mehr da.",
  "A value of the request does not fit: a number or a time is out of range, or the cursor is not of this list.":
    "Ein Wert der Anfrage passt nicht: Eine Zahl oder Zeit liegt außerhalb des Möglichen, oder der Cursor ist nicht von dieser Liste.",
  "A text of the request has a NUL character in it, which cannot be kept or found.":
    "Ein Text der Anfrage enthält ein NUL-Zeichen, das weder gespeichert noch gefunden werden kann.",
  "The database cannot be reached. Nothing was lost; it is tried again when PostgreSQL answers.":
    "Die Datenbank ist nicht erreichbar. Nichts ging verloren; es wird wieder versucht, wenn PostgreSQL antwortet.",
  "The disk of the database is full. Nothing of this was stored and nothing was lost: make room on it, or keep less under Settings, Retention; then try again.":
    "Die Festplatte der Datenbank ist voll. Nichts hiervon wurde gespeichert, und nichts ging verloren: Schaffen Sie Platz, oder bewahren Sie unter Einstellungen, Aufbewahrung weniger auf; versuchen Sie es dann erneut.",
  "The database is busy with these tables. Nothing was changed; it is tried again.":
    "Die Datenbank ist mit diesen Tabellen beschäftigt. Nichts wurde geändert; es wird wieder versucht.",
  "The month of this was removed by retention just now. Nothing was stored; it is tried again.":
    "Der Monat, in den das gehört, wurde gerade nach Ablauf der Aufbewahrung entfernt. Nichts wurde gespeichert; es wird wieder versucht.",
  '{} of its rows were replaced or deleted, and nothing cleaned them up for 15 minutes. Look for a transaction that stays open (pg_stat_activity, oldest xact_start), then run: VACUUM (ANALYZE) "{}";':
    '{} ihrer Zeilen wurden ersetzt oder gelöscht, und seit 15 Minuten hat nichts sie aufgeräumt. Suchen Sie nach einer Transaktion, die offen bleibt (pg_stat_activity, ältester xact_start), und führen Sie dann aus: VACUUM (ANALYZE) "{}";',
  'It takes {} for {} of rows. New rows fill the gaps; to give them back to the disk, in a quiet hour: VACUUM FULL "{}";':
    'Sie belegt {} für {} an Zeilen. Neue Zeilen füllen die Lücken; um den Platz der Festplatte zurückzugeben, in einer ruhigen Stunde: VACUUM FULL "{}";',
  'Its indexes take {}, over {} times its rows. Build them anew without stopping anything: REINDEX TABLE CONCURRENTLY "{}";':
    'Ihre Indizes belegen {}, mehr als das {}-Fache ihrer Zeilen. Bauen Sie sie neu auf, ohne etwas anzuhalten: REINDEX TABLE CONCURRENTLY "{}";',
  "Two exports are under way already; try again when one of them has ended.":
    "Zwei Exporte laufen schon; versuchen Sie es erneut, wenn einer beendet ist.",
  "{} must be a day like 2026-10-03.": "{} muss ein Tag wie 2026-10-03 sein.",
  "Ask for at most {} days; {} to {} are {}.": "Fragen Sie nach höchstens {} Tagen; {} bis {} sind {}.",
  "A value needs a dimension: role, namespace or distribution.":
    "Ein Wert braucht eine Dimension: role, namespace oder distribution.",
  "give the number of days in digits, such as 30, or keep it for ever.":
    "geben Sie die Zahl der Tage in Ziffern an, zum Beispiel 30, oder bewahren Sie es für immer auf.",
  "0 days would delete everything at once: give at least 1 day, or keep it for ever.":
    "0 Tage würden alles sofort löschen: Geben Sie mindestens 1 Tag an, oder bewahren Sie es für immer auf.",
  "days cannot be negative: give at least 1 day, or keep it for ever.":
    "Tage können nicht negativ sein: Geben Sie mindestens 1 Tag an, oder bewahren Sie es für immer auf.",
  "at most {} days (ten years): give fewer, or keep it for ever.":
    "höchstens {} Tage (zehn Jahre): Geben Sie weniger an, oder bewahren Sie es für immer auf.",
  "give whole days: {}, not {}.": "geben Sie ganze Tage an: {}, nicht {}.",
  "evidence cannot outlive the {} that cite it: give at most {} days, or keep {} longer.":
    "Nachweise können nicht länger bleiben als das, was sich auf sie beruft ({0!}): Geben Sie höchstens {1} Tage an, oder bewahren Sie {2!} länger auf.",
  'of the cluster "{}", which has days of its own: {}': "für den Cluster „{}“, der eigene Tage hat: {1!}",
};
