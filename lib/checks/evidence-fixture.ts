import type { Evidence } from "../domain/evidence.ts";
import { buildEvidence } from "../evidence/index.ts";

/** What evidence is built from; tests alter it and build. */
export type Seen = Parameters<typeof buildEvidence>[0];

/** The one place where tests of checks reach into the room that builds evidence. */
export function evidenceOf(seen: Seen): Evidence {
  return buildEvidence(seen);
}
