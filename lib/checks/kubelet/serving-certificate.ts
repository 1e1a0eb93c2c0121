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

/** A kubelet makes `NAME@UNIXTIME` under `NAME-ca@UNIXTIME`; k3s' own authority is `k3s-server-ca@UNIXTIME`. */
export function isSelfMade({ selfSigned, subject, issuer }: CertificateFacts): boolean {
  const maker = /CN\s*=\s*([^,\n]+)-ca@\d{6,}/.exec(issuer)?.[1];
  return selfSigned || (maker !== undefined && maker === /CN\s*=\s*([^,\n]+)@\d{6,}/.exec(subject)?.[1]);
}

/** OpenSSL complains of dates and names only after it found a trusted chain. */
export function isOnlyOutdated({ verified, verifyError }: CertificateFacts): boolean {
  return verified === false && /expired|not.yet.valid|altname|hostname|ip address mismatch/i.test(verifyError ?? "");
}
