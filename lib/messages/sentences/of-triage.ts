/** Of what people decide: refusals of their acts, and the story of a finding. */
export const ofTriage: Readonly<Record<string, string>> = {
  "Acknowledged.": "Zur Kenntnis genommen.",
  "Opened again.": "Wieder geöffnet.",
  "Assigned to nobody.": "Niemandem zugewiesen.",
  "Assigned to {}.": "{} zugewiesen.",
  "Due as the policy says.": "Fällig, wie die Regel es sagt.",
  "Due on {}.": "Fällig am {}.",
  "Risk accepted until {}: {}": "Risiko akzeptiert bis {}: {}",
  "False positive: {}": "Fehlalarm: {}",
  "Taken back: what {} decided.": "Zurückgenommen: was {} entschieden hat.",
  "Taken back.": "Zurückgenommen.",
  "Revoked: {}": "Widerrufen: {}",
  "A comment that was removed since.": "Ein Kommentar, der seither entfernt wurde.",
  "Covered by the acceptance of {}: {}": "Fällt unter die Akzeptanz von {}: {}",
  "Covered by the acceptance that it falls under: {}": "Fällt unter eine Akzeptanz: {}",
  "Covered by the false positive of {}: {}": "Fällt unter den Fehlalarm von {}: {}",
  "Covered by the false positive that it falls under: {}": "Fällt unter einen Fehlalarm: {}",
  "Acceptance of {} ends in {}: {}": "Die Akzeptanz von {0!} endet in {1!}: {2}",
  "False positive of {} ends in {}: {}": "Der Fehlalarm zu {0!} endet in {1!}: {2}",
  "The acceptance ran out on {}.": "Die Akzeptanz lief am {} ab.",
  "Port {}/UDP of {} is open from {} since {}, which this acceptance named.":
    "Port {}/UDP auf {} ist von {} offen seit {}; diesen Standort hat die Akzeptanz genannt.",
  "Port {}/UDP of {} is open from {} since {}, which reaches further than {}, which this acceptance named.":
    "Port {}/UDP auf {} ist von {} offen seit {}; das reicht weiter als {}, was die Akzeptanz genannt hat.",
  "Port {} of {} is open from {} since {}, which this acceptance named.":
    "Port {} auf {} ist von {} offen seit {}; diesen Standort hat die Akzeptanz genannt.",
  "Port {} of {} is open from {} since {}, which reaches further than {}, which this acceptance named.":
    "Port {} auf {} ist von {} offen seit {}; das reicht weiter als {}, was die Akzeptanz genannt hat.",
  "Port {}/UDP of {} was reached from {} on {}, which this acceptance named.":
    "Port {}/UDP auf {} wurde von {} erreicht, am {}; diesen Standort hat die Akzeptanz genannt.",
  "Port {}/UDP of {} was reached from {} on {}, which reaches further than {}, which this acceptance named.":
    "Port {}/UDP auf {} wurde von {} erreicht, am {}; das reicht weiter als {}, was die Akzeptanz genannt hat.",
  "Port {} of {} was reached from {} on {}, which this acceptance named.":
    "Port {} auf {} wurde von {} erreicht, am {}; diesen Standort hat die Akzeptanz genannt.",
  "Port {} of {} was reached from {} on {}, which reaches further than {}, which this acceptance named.":
    "Port {} auf {} wurde von {} erreicht, am {}; das reicht weiter als {}, was die Akzeptanz genannt hat.",
  "It is graver than what was accepted: {} → {}.": "Es wiegt schwerer, als akzeptiert wurde: {0!} → {1!}.",
  "What answered changed: “{}” was not there when it was accepted.":
    "Was antwortet, hat sich geändert: „{}“ war noch nicht da, als es akzeptiert wurde.",
  "What answered changed: “{}” is no longer there.": "Was antwortet, hat sich geändert: „{}“ ist nicht mehr da.",
  "What answered changed: “{}” became “{}”.": "Was antwortet, hat sich geändert: Aus „{}“ wurde „{}“.",
  "There is no acceptance with the id {}.": "Es gibt keine Akzeptanz mit der Kennung {}.",
  "There is no act with the id {}.": "Es gibt keine Handlung mit der Kennung {}.",
  "This was taken back already, by {} at {}.": "Das wurde schon zurückgenommen, von {} am {}.",
  "This was taken back already, by somebody at {}.": "Das wurde schon zurückgenommen, von jemandem am {}.",
  "This acceptance has ended already ({} by {}, {}): {}": "Diese Akzeptanz ist schon beendet ({0!} von {1}, {2}): {3!}",
  "This acceptance has ended already ({}, {}): {}": "Diese Akzeptanz ist schon beendet ({0!}, {1}): {2!}",
  "This acceptance was changed since you looked (it is now version {}, you saw {}). Nothing was changed: look again.":
    "Diese Akzeptanz wurde geändert, seit Sie sie angesehen haben (sie ist jetzt Version {}, Sie sahen {}). Nichts wurde geändert: Sehen Sie noch einmal nach.",
  "{} made this acceptance: somebody else reviews it.":
    "{} hat diese Akzeptanz erstellt: Geprüft wird sie von jemand anderem.",
  "{} must say at least {} characters, so that others understand it.":
    "{} muss mindestens {} Zeichen haben, damit andere es verstehen.",
  "{} must be at most {} characters.": "{} darf höchstens {} Zeichen haben.",
  "expiresAt must be an RFC 3339 time.": "expiresAt muss eine Zeit nach RFC 3339 sein.",
  "expiresAt must lie in the future.": "expiresAt muss in der Zukunft liegen.",
  "expiresAt must lie within a year: what is borne longer is looked at again.":
    "expiresAt muss innerhalb eines Jahres liegen: Was länger getragen wird, ist neu anzusehen.",
  "reviewer must be somebody else than the person who accepts.":
    "reviewer muss jemand anderes sein als die Person, die akzeptiert.",
  "An acceptance of a check names the check.": "Eine Akzeptanz für eine Prüfung nennt die Prüfung.",
  "An acceptance by selector needs a selector, as role:worker.":
    "Eine Akzeptanz mit Selektor braucht einen Selektor wie role:worker.",
  "openFrom must be any of {}.": "openFrom muss unter diesen sein: {}.",
  "A risk is accepted until a day: name expiresAt.":
    "Ein Risiko wird bis zu einem Tag akzeptiert: Nennen Sie expiresAt.",
  "A comment must say something.": "Ein Kommentar muss etwas sagen.",
  "A comment is at most {} characters long.": "Ein Kommentar ist höchstens {} Zeichen lang.",
  "This comment is no longer there.": "Diesen Kommentar gibt es nicht mehr.",
  "Only {}, who wrote this comment, may change it.": "Nur {}, von wem dieser Kommentar ist, darf ihn ändern.",
  "This comment was changed by {} at {}. Nothing was changed: look again.":
    "{} hat diesen Kommentar am {} geändert. Nichts wurde geändert: Sehen Sie noch einmal nach.",
  'selector: "{}" cannot be read.': "selector: „{}“ kann nicht gelesen werden.",
  'selector: "{}" cannot be read. Did you mean "{}"?': "selector: „{}“ kann nicht gelesen werden. Meinten Sie „{}“?",
  'selector: "{}" cannot be selected by; use {}.': "selector: Nach „{}“ lässt sich nicht wählen; verwenden Sie {}.",
  "name must not be empty.": "name darf nicht leer sein.",
  "{} must be whole days from 1 to {}, or null for no date.":
    "{} muss aus ganzen Tagen von 1 bis {} bestehen, oder null für keinen Termin.",
  "The days of every cluster cannot be taken away.": "Die Tage für alle Cluster können nicht weggenommen werden.",
  "at must be an RFC 3339 time, or null.": "at muss eine Zeit nach RFC 3339 sein, oder null.",
  "A due date must lie in the future.": "Ein Termin muss in der Zukunft liegen.",
  "A due date must lie within ten years.": "Ein Termin muss innerhalb von zehn Jahren liegen.",
  "A name is at most 100 characters long.": "Ein Name ist höchstens 100 Zeichen lang.",
  "Findings of another cluster came while this was done. Nothing was changed: try again.":
    "Währenddessen kamen Befunde eines anderen Clusters hinzu. Nichts wurde geändert: Versuchen Sie es erneut.",
  "What stood at a past time cannot be decided of; leave out at.":
    "Über das, was zu einer früheren Zeit galt, kann nicht entschieden werden; lassen Sie at weg.",
  "One act decides of at most {} findings; narrow the filter.":
    "Auf einmal wird über höchstens {} Befunde entschieden; engen Sie den Filter ein.",
  "The filter matched {} findings when you looked, and {} now. Nothing was changed: look again.":
    "Der Filter traf auf {} Befunde zu, als Sie hinsahen, und jetzt auf {}. Nichts wurde geändert: Sehen Sie noch einmal nach.",
};
