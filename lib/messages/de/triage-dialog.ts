import type { triageDialog as en } from "../en/triage-dialog.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

const listed = (parts: readonly string[], word: string) =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}` : (parts[0] ?? "");
const findings = (value: number) => count(value, "Befund", "Befunde");
const days = (value: number) => count(value, "Tag", "Tage");

export const triageDialog: Translation<typeof en> = {
  findings,
  titles: {
    menu: "Was zu tun ist",
    assign: "Zuweisen",
    due: "Termin",
    accept: "Risiko akzeptieren",
    "false-positive": "Fehlalarm",
    name: "Ihr Name",
  },
  everything: (value) => `Alles, was passt: ${findings(value)}`,
  menu: {
    hint: "Drücken Sie den Buchstaben, oder gehen Sie mit den Pfeiltasten.",
    keys: { acknowledge: "e", assign: "s", due: "d", accept: "r", "false-positive": "f", reopen: "o" },
    details: {
      acknowledge: "Er ist gesehen und bleibt offen.",
      assign: "Sagen, wer sich darum kümmert.",
      due: "Ein anderer Termin als nach der Regel.",
      accept: "Bis zu einem Tag damit leben, mit Grund.",
      "false-positive": "Es ist keiner, und das hier zeigt es.",
      reopen: "Wieder offen, ohne seine Akzeptanz.",
    },
  },
  name: {
    label: "Ihr Name",
    hint: "Andere sehen, wer entschieden hat. Bleibt er leer, ist es der lokale Bediener.",
    save: "Diesen Namen verwenden",
    saved: (name) => `Sie handeln von jetzt an als ${name}`,
    give: "Sagen, wer Sie sind",
  },
  reason: "Grund",
  reasonHint: "Warum man damit leben kann, für alle, die es später lesen.",
  whyNone: "Warum es keiner ist",
  proof: "Was es belegt",
  proofHint: "Ein Befehl und seine Antwort, ein Ticket, ein Dokument.",
  tooShort: (least) => `Sagen Sie es mit mindestens ${number(least)} Zeichen.`,
  until: "Bis",
  untilHint: "Höchstens ein Jahr von heute an.",
  days,
  otherDay: "Tag",
  noEnd: "Ohne Ende",
  badDay: "Wählen Sie einen Tag ab morgen, höchstens ein Jahr voraus.",
  badDue: "Wählen Sie einen Tag ab morgen.",
  scope: {
    label: "Was sie umfasst",
    these: (value) => (value === 1 ? "Nur diesen Befund" : `Nur diese ${findings(value)}`),
    check: (check) => `Jeden Befund von ${check}, auch künftige`,
    selector: "Was ein Filter auswählt, auch künftig",
    selectorLabel: "Auswahl",
    selectorHint: "Nach dem, was ein Befund ist und wo er liegt: node:worker-* port:10250",
    where: "In",
    everyCluster: "Alle Cluster",
    covers: (value) => `Umfasst jetzt ${count(value, "offenen Befund", "offene Befunde")}`,
    counting: "Wird gezählt",
    unread: (why) => `Lässt sich nicht zählen: ${why}`,
    empty: "Schreiben Sie, was sie auswählt.",
  },
  conditions: {
    label: "Hinfällig, sobald",
    openFrom: (place) => `der Port offen ist von ${place} aus`,
    places: {
      internet: "dem Internet",
      "other-network": "einem anderen Netz",
      pod: "einem Pod",
      "worker-node": "dem Node-Netz",
      "control-plane": "der Control Plane",
      "node-local": "dem Node selbst",
    },
    evidence: "sich ändert, was antwortet",
    wholly: "Er ist schon aus dem Internet zu sehen: Weiter reicht nichts.",
  },
  reviewer: "Prüfende Person",
  reviewerHint: "Jemand anderes, der noch einmal hinsieht; kann leer bleiben.",
  reviewerSelf: "Jemand anderes als Sie prüft sie.",
  summary: ({ kind, what, until, days: length, conditions, reviewer }) => {
    const is =
      kind === "accept" ? `Sie akzeptieren das Risiko: ${what}` : `Sie sagen, dass kein Risiko besteht: ${what}`;
    const end = until === null ? "ohne Ende" : `bis ${until} (${days(length)})`;
    const voids = conditions.length > 0 ? ` Die Entscheidung endet früher, sobald ${listed(conditions, "oder")}.` : "";
    return `${is}, ${end}.${voids}${reviewer ? ` ${reviewer} prüft sie.` : ""}`;
  },
  what: {
    these: (value) => (value === 1 ? "dieser Befund" : findings(value)),
    check: (check, cluster) => `jeder Befund von ${check} ${cluster ? `in ${cluster}` : "in allen Clustern"}`,
    selector: (selector, cluster) =>
      `alles, was ${selector || "…"} auswählt, ${cluster ? `in ${cluster}` : "in allen Clustern"}`,
  },
  assign: {
    label: "Wem",
    hint: "Ein beliebiger Name; bekannte Namen werden vorgeschlagen.",
    me: "Mir",
    none: "Niemandem",
    save: "Zuweisen",
  },
  due: { label: "Zu beheben bis", policy: "Wie die Regel sagt", save: "Termin setzen", days: "Von heute an" },
  submit: {
    accept: (value) => (value > 1 ? `Risiko von ${number(value)} akzeptieren` : "Risiko akzeptieren"),
    "false-positive": (value) => (value > 1 ? `${number(value)} als Fehlalarm bezeichnen` : "Als Fehlalarm bezeichnen"),
  },
  moved: (value) => `Jetzt passen ${findings(value)}. Drücken Sie noch einmal, um es für diese zu tun.`,
  readFailed: (why) => `Etwas konnte nicht gelesen werden: ${why}`,
  failed: "Der Server hat nicht geantwortet. Ob sich etwas geändert hat, ist nicht bekannt; Ihr Text steht noch hier.",
  done: {
    acknowledge: (value) => `${findings(value)} zur Kenntnis genommen`,
    reopen: (value) => `${findings(value)} wieder offen`,
    assign: (value) => `${findings(value)} zugewiesen`,
    due: (value) => `${findings(value)} mit neuem Termin`,
    accept: (value) => `Risiko von ${count(value, "Befund", "Befunden")} akzeptiert`,
    "false-positive": (value) => count(value, "Fehlalarm", "Fehlalarme"),
  },
  nothing: "Nichts wurde geändert.",
  covering: "Sie gilt von jetzt an und umfasst noch nichts.",
  undo: "Rückgängig",
  undone: (value) => `Zurückgenommen für ${findings(value)}`,
  nothingToUndo: "Es gibt nichts zurückzunehmen.",
  skipped: (value, why) => `${count(value, "Befund bleibt", "Befunde bleiben")} unverändert: ${why}`,
  skips: {
    already: "schon so",
    resolved: "erledigt",
    decided: "akzeptiert oder Fehlalarm; öffnen Sie zuerst wieder",
    "not-covered": "nicht von der Auswahl umfasst",
    "open-from-there": "offen von einem Standort, der die Akzeptanz sofort beenden würde",
    gone: "nicht mehr da",
  },
  conflicts: {
    title: (value) => `${findings(value)} von jemand anderem geändert`,
    lead: "Sie bleiben, wie sie sind.",
    changed: (by, ago, state) => `geändert von ${by} (${ago}), jetzt: ${state}`,
    look: "Ansehen",
    anyway: "Trotzdem tun",
    all: (value) => `Trotzdem für alle ${number(value)} tun`,
  },
  comment: {
    label: "Kommentar",
    hint: "Markdown. Strg+Enter sendet.",
    write: "Schreiben",
    preview: "Vorschau",
    nothing: "Noch nichts zu sehen.",
    send: "Kommentieren",
    save: "Speichern",
    removed: "Kommentar entfernt",
    reallyRemove: "Endgültig entfernen",
    empty: "Schreiben Sie zuerst etwas.",
    image: (alt) => `Bild: ${alt || "ohne Beschreibung"}`,
  },
};
