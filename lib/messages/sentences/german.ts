import { ofChanges } from "./of-changes.ts";
import { ofConnections } from "./of-connections.ts";
import { ofFiles } from "./of-files.ts";
import { ofRequests } from "./of-requests.ts";
import { ofStore } from "./of-store.ts";
import { ofTriage } from "./of-triage.ts";
import { parts } from "./parts.ts";

/** The German twin of every sentence that is thrown or stored in English. */
export const germanSentences: Readonly<Record<string, string>> = {
  ...ofRequests,
  ...ofStore,
  ...ofTriage,
  ...ofConnections,
  ...ofFiles,
  ...ofChanges,
};

/** Those of sentences, and of the words that are filled into them. */
export const german: Readonly<Record<string, string>> = { ...parts, ...germanSentences };
