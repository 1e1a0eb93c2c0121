import type { Check } from "../../domain/check.ts";
import { nodeportCleartextNoAuth } from "./nodeport-cleartext-no-auth.ts";
import { nodeportForgotten } from "./nodeport-forgotten.ts";
import { nodeportOrphanListener } from "./nodeport-orphan-listener.ts";
import { nodeportUnapproved } from "./nodeport-unapproved.ts";

export const nodePortChecks: readonly Check[] = [
  nodeportUnapproved,
  nodeportOrphanListener,
  nodeportForgotten,
  nodeportCleartextNoAuth,
];
