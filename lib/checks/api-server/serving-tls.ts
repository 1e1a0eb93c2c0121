import type { CertificateFacts, Observation, TlsFacts } from "../../domain/observation.ts";

const soonDays = 30;
const dayMs = 86_400_000;

/** What is weak about a connection that was tried: versions and suites that were accepted. */
export function weakProtocol({ versions, weakCiphers }: TlsFacts): string[] {
  const old = (["TLSv1", "TLSv1.1"] as const).filter((version) => versions[version] === "accepted");
  return [...old, ...weakCiphers].map((name) => `${name} is accepted`);
}

export function isExpired({ notAfter }: CertificateFacts, now: Date): boolean {
  return Date.parse(notAfter) < now.getTime();
}

/** What is weak about a certificate: its dates, its key, its signature. */
export function weakCertificate(certificate: CertificateFacts, now: Date): string[] {
  const { notAfter, notBefore, key, signatureAlgorithm, selfSigned } = certificate;
  const found: string[] = [];
  const left = (Date.parse(notAfter) - now.getTime()) / dayMs;
  if (left < 0) found.push(`the certificate expired on ${notAfter.slice(0, 10)}`);
  else if (left < soonDays)
    found.push(`the certificate expires on ${notAfter.slice(0, 10)}, in under ${soonDays} days`);
  if (Date.parse(notBefore) > now.getTime()) found.push(`the certificate is valid from ${notBefore.slice(0, 10)} only`);
  const bits = Number(/^RSA (\d+)/.exec(key)?.[1]);
  if (bits < 2048) found.push(`the key is ${key}`);
  // A root's own signature proves nothing, so that its algorithm does not matter.
  if (!selfSigned && /sha-?1(?!\d)|md5/i.test(signatureAlgorithm ?? ""))
    found.push(`the certificate is signed with ${signatureAlgorithm}`);
  return found;
}

/** Old versions were offered and refused, and the suites of TLS 1.2 were tried where it is spoken. */
export function isProvenStrong({ versions, handshake }: TlsFacts): boolean {
  const isOldRefused = versions.TLSv1 === "refused" && versions["TLSv1.1"] === "refused";
  return handshake === "complete" && isOldRefused && (versions["TLSv1.2"] ?? "unknown") !== "unknown";
}

/** An API server's own certificate names the service "kubernetes"; a load balancer's names its own host. */
export function isEndedElsewhere({ tls }: Observation): boolean {
  const certificate = tls?.certificate;
  if (!certificate) return false;
  return !certificate.dnsNames.some((name) => name === "kubernetes" || name.startsWith("kubernetes.default"));
}

/** Suites of TLS 1.3 are always strong; of TLS 1.2 those with ephemeral keys and AEAD are. */
export const isStrongSuite = (suite: string) => /^TLS_(ECDHE_.*(GCM|CHACHA20)|AES_|CHACHA20_)/.test(suite);

export const strongSuites = [
  "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
  "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
  "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
];
