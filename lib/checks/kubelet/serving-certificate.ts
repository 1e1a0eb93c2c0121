import type { Evidence } from "../../domain/evidence.ts";
import type { CertificateFacts, Observation } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import { openAt } from "./kubelet-endpoint.ts";

/** Observations of the subject's port in which a certificate was shown. */
export function certified(
  evidence: Evidence,
  subject: Subject,
): { seen: Observation; certificate: CertificateFacts }[] {
  return openAt(evidence, subject).flatMap((seen) => {
    const certificate = seen.tls?.certificate;
    return certificate ? [{ seen, certificate }] : [];
  });
}

/** A kubelet that makes its own certificate signs it with a CA of its own, `NAME-ca@UNIXTIME`. */
export function isSelfMade({ selfSigned, issuer }: CertificateFacts): boolean {
  return selfSigned || /CN\s*=\s*[^,\n]*-ca@\d{6,}/.test(issuer);
}

/** OpenSSL complains of dates and names only after it found a trusted chain. */
export function isOnlyOutdated({ verified, verifyError }: CertificateFacts): boolean {
  return verified === false && /expired|not.yet.valid|altname|hostname|ip address mismatch/i.test(verifyError ?? "");
}
