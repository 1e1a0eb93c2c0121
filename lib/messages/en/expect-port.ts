import { number } from "./plural.ts";

export const expectPort = {
  open: "Expected, because …",
  title: (place: string) => `${place} is expected`,
  lead: "Adds an entry to the cluster's expected ports. The next scan, or a re-check, judges by it.",
  scope: "Where",
  onNode: (node: string) => `on ${node} only`,
  onRole: (role: string) => `on every ${role} node`,
  everywhere: "on every node",
  onService: (service: string) => `of Service ${service}, on every node`,
  because: "Because",
  becauseHint: "Why it has to be open; the next reader has only this sentence.",
  owner: "Owner",
  ownerHint: "A team or a person; may stay empty.",
  until: "Until",
  untilHint: "Its last day; may stay empty.",
  add: "Add to the expected ports",
  added: (version: number) => `Added as version ${number(version)}. The next scan judges by it.`,
  see: "See the expected ports",
  section: "Is it meant to be open?",
  sectionLead:
    "Where somebody needs the port, say who and why: the finding closes with the next scan or re-check, and the next reader knows.",
  required: "Say why it has to be open.",
} as const;
