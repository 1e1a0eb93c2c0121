import { createHash } from "node:crypto";
import type { Subject } from "../domain/subject.ts";

/**
 * Returns the stable key of a finding: 32 hex characters of SHA-256 over cluster uid, subject uid, check id and
 * port/protocol. Names and addresses are left out because another node or Service may get them.
 */
export function fingerprint(of: {
  clusterUid: string;
  subject: Pick<Subject, "uid" | "port" | "protocol">;
  checkId: string;
}): string {
  const { uid, port, protocol } = of.subject;
  const place = port === undefined ? "" : `${port}/${protocol ?? "TCP"}`;
  // JSON keeps the parts apart, whatever characters a uid brings along.
  const key = JSON.stringify([of.clusterUid, uid, of.checkId, place]);
  return createHash("sha256").update(key).digest("hex").slice(0, 32);
}
