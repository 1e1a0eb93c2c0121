import type { Check } from "../../domain/check.ts";
import { nodeportCleartextNoAuth } from "./nodeport-cleartext-no-auth.ts";
import { nodeportDeclaredNotAnswering } from "./nodeport-declared-not-answering.ts";
import { nodeportForgotten } from "./nodeport-forgotten.ts";
import { nodeportOrphanListener } from "./nodeport-orphan-listener.ts";
import { nodeportRangeNondefault } from "./nodeport-range-nondefault.ts";
import { nodeportSensitiveBackend } from "./nodeport-sensitive-backend.ts";
import { nodeportServiceGoneStillOpen } from "./nodeport-service-gone-still-open.ts";
import { nodeportSourceIpLost } from "./nodeport-source-ip-lost.ts";
import { nodeportUdpExposed } from "./nodeport-udp-exposed.ts";
import { nodeportUnapproved } from "./nodeport-unapproved.ts";

export const nodePortChecks: readonly Check[] = [
  nodeportUnapproved,
  nodeportOrphanListener,
  nodeportForgotten,
  nodeportCleartextNoAuth,
  nodeportUdpExposed,
  nodeportSensitiveBackend,
  nodeportRangeNondefault,
  nodeportSourceIpLost,
  nodeportServiceGoneStillOpen,
  nodeportDeclaredNotAnswering,
];
