import type { sla as en } from "../en/sla.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

export const sla: Translation<typeof en> = {
  title: "Tage bis zur Behebung",
  lead: "Ein Befund ist so viele Tage nach seinem Beginn fällig. Ein Termin, den eine Person gesetzt hat, geht vor.",
  policies: "Tage nach Schweregrad",
  all: "Alle Cluster",
  allDetail: "wo ein Cluster keine eigenen hat",
  none: "kein Termin",
  never: "nie",
  columns: { cluster: "Cluster", updated: "Geändert" },
  edit: "Bearbeiten",
  editOf: (name) => `Tage von ${name} bearbeiten`,
  add: "Tage eines Clusters",
  addHint: "Ein Cluster kann eigene Tage haben.",
  form: {
    title: (name) => `Tage bis zur Behebung: ${name}`,
    hint: "Ganze Tage von 1 bis 3.650; leer ist kein Termin.",
    wrong: "Ganze Tage von 1 bis 3.650, oder leer für keinen Termin.",
    cluster: "Cluster",
    preview: "Zeigen, was sich ändert",
    counting: "Wird gezählt",
    save: "Speichern",
    back: "Zurück",
    remove: "Eigene Tage wegnehmen",
    saved: "Gespeichert; was offen ist, hat seine neuen Termine",
    failed: "Der Server hat nicht geantwortet. Ihre Angaben stehen noch hier.",
  },
  preview: {
    title: "Was sich ändert",
    open: (value) => `${count(value, "offener Befund richtet", "offene Befunde richten")} sich nach diesen Tagen.`,
    severity: "Schweregrad",
    now: "Jetzt überfällig",
    later: "Dann überfällig",
    become: (value) =>
      value === 0
        ? "Keiner wird dadurch überfällig."
        : `${count(value, "Befund wird", "Befunde werden")} sofort überfällig.`,
    relief: (value) => `${number(value)} sind nicht mehr überfällig.`,
  },
  settings: "Tage bis zur Behebung",
  settingsDetail: "Termine nach Schweregrad, für alle Cluster und für einzelne.",
};
