import type { scanBudget as en } from "../en/scan-budget.ts";
import type { Translation } from "../translation.ts";
import { count, number } from "./plural.ts";

function length(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} Sek.`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} Min.` : `${Math.round(seconds / 3600)} Std.`;
}

export const scanBudget: Translation<typeof en> = {
  sentence: (connections, nodes, perNode, least, most) =>
    `Etwa ${number(connections)} Verbindungen zu ${count(nodes, "Node", "Nodes")} in ${
      length(least) === length(most) ? length(least) : `${length(least)} bis ${length(most)}`
    }, höchstens ${number(perNode)} gleichzeitig je Node.`,
  unknown: "Wie lange er dauert, hängt von der Zahl der Nodes ab; die ist vor dem ersten Scan nicht bekannt.",
  resume: {
    button: "Fortsetzen",
    left: (left) =>
      left === null
        ? "Wozu er kam, ist nicht bekannt: Der fortgesetzte Scan sieht jeden Node an."
        : `Zu ${count(left, "Node", "Nodes")} kam er nicht. Ein fortgesetzter Scan sieht nur ${left === 1 ? "diesen" : "diese"} an.`,
    resumes: "Setzt fort",
    scan: "einen früheren Scan",
    partial: "Dieser Scan setzte einen abgebrochenen fort und sah deshalb nur die übrigen Nodes an.",
    together: (checked, known) =>
      `Zusammen mit dem fortgesetzten: ${number(checked)} von ${count(known, "Node", "Nodes")} geprüft.`,
  },
  never: "Er liest nur: Nichts wird verändert, und nie wird ein Passwort probiert.",
};
