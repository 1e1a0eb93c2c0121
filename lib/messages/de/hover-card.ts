import type { hoverCard as en } from "../en/hover-card.ts";
import type { Translation } from "../translation.ts";

export const hoverCard: Translation<typeof en> = {
  why: "Warum es wichtig ist",
  reach: "Wer ihn erreichen soll",
  risk: "Wenn andere ihn erreichen",
  termMore: "Im Glossar",
  portMore: (port) => `Alles über Port ${port}`,
  portUnknown: "Nicht in der Port-Referenz: Was dort lauscht, ist etwas Eigenes.",
  more: (entries) => `und ${entries} weitere`,
  failed: "Die Bedeutung konnte gerade nicht gelesen werden.",
  label: "Erklärung",
};
