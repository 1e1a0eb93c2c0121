import type { expectPort as en } from "../en/expect-port.ts";
import type { Translation } from "../translation.ts";
import { number } from "./plural.ts";

export const expectPort: Translation<typeof en> = {
  open: "Erwartet, weil …",
  title: (place) => `${place} ist erwartet`,
  lead: "Fügt der Soll-Liste des Clusters einen Eintrag hinzu. Der nächste Scan oder eine Nachprüfung urteilt danach.",
  scope: "Wo",
  onNode: (node) => `nur auf ${node}`,
  onRole: (role) => `auf jedem Node der Rolle ${role}`,
  everywhere: "auf jedem Node",
  onService: (service) => `von Service ${service}, auf jedem Node`,
  because: "Weil",
  becauseHint: "Warum er offen sein muss; wer es als Nächstes liest, hat nur diesen Satz.",
  owner: "Eigentümer",
  ownerHint: "Ein Team oder eine Person; darf leer bleiben.",
  until: "Bis",
  untilHint: "Der letzte Tag; darf leer bleiben.",
  add: "Zur Soll-Liste hinzufügen",
  added: (version) => `Als Version ${number(version)} hinzugefügt. Der nächste Scan urteilt danach.`,
  see: "Soll-Liste ansehen",
  section: "Soll er offen sein?",
  sectionLead:
    "Wenn jemand den Port braucht, sagen Sie, wer und warum: Der Befund schließt sich mit dem nächsten Scan oder einer Nachprüfung, und wer ihn als Nächstes liest, weiß Bescheid.",
  required: "Sagen Sie, warum er offen sein muss.",
};
