import { X509Certificate } from "node:crypto";
import type { CertificateFacts } from "../domain/observation.ts";
import { cleanText } from "./clean-text.ts";

const maxNames = 100;
const maxDepth = 6;

/**
 * Reads what a certificate says. `verified` speaks of the chain of issuers alone, from the leaf over what the server
 * presented up to the bundle; dates and names are facts of their own. Null when the DER is no certificate.
 */
export function certificateFacts(chain: readonly Buffer[], caBundle: string | null): CertificateFacts | null {
  const [leaf, ...presented] = chain.map(readCertificate);
  if (!leaf) return null;
  const intermediates = presented.filter((certificate) => certificate !== null);
  const trust = caBundle === null ? { verified: null, verifyError: null } : verify(leaf, intermediates, caBundle);
  return {
    subject: nameOf(leaf.subject),
    issuer: nameOf(leaf.issuer),
    serialNumber: cleanText(leaf.serialNumber, 64),
    notBefore: dateOf(leaf.validFrom),
    notAfter: dateOf(leaf.validTo),
    ...alternativeNames(leaf.subjectAltName ?? ""),
    key: keyOf(leaf),
    signatureAlgorithm: leaf.signatureAlgorithm ?? null,
    fingerprint256: leaf.fingerprint256,
    selfSigned: leaf.subject === leaf.issuer && signedBy(leaf, leaf),
    ...trust,
  };
}

function readCertificate(der: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(der);
  } catch {
    // Whatever a hostile server calls a certificate; the caller then has none.
    return null;
  }
}

function nameOf(lines: string | undefined): string {
  return cleanText((lines ?? "").split("\n").filter(Boolean).join(", "));
}

function dateOf(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}

function alternativeNames(text: string): Pick<CertificateFacts, "dnsNames" | "ipAddresses"> {
  // Node writes names that hold a comma or quote as JSON strings.
  const names = [...text.matchAll(/(DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)].slice(0, maxNames);
  const of = (kind: string) => names.filter((name) => name[1] === kind).map((name) => cleanText(name[2] ?? ""));
  return { dnsNames: of("DNS"), ipAddresses: of("IP Address") };
}

const curves: Record<string, string> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };

function keyOf(certificate: X509Certificate): string {
  try {
    const { asymmetricKeyType: type = "unknown", asymmetricKeyDetails: details } = certificate.publicKey;
    if (type === "ec") return `EC ${curves[details?.namedCurve ?? ""] ?? details?.namedCurve ?? "unknown curve"}`;
    if (details?.modulusLength) return `${type.toUpperCase()} ${details.modulusLength}`;
    return type === "ed25519" ? "Ed25519" : type;
  } catch {
    return "unknown";
  }
}

function verify(leaf: X509Certificate, presented: readonly X509Certificate[], bundle: string) {
  const roots = readBundle(bundle);
  if (roots.length === 0) return { verified: null, verifyError: "the CA bundle holds no certificate" };
  let current = leaf;
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const child = current;
    if (roots.some((root) => root.fingerprint256 === child.fingerprint256 || signedBy(child, root))) {
      return { verified: true, verifyError: null };
    }
    const issuer = presented.find((candidate) => candidate.ca && candidate !== child && signedBy(child, candidate));
    if (!issuer) break;
    current = issuer;
  }
  const why = signedBy(current, current) ? "self-signed" : `issuer ${nameOf(current.issuer)}`;
  return { verified: false, verifyError: `${why} is not in the cluster's CA bundle` };
}

function signedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // A key that OpenSSL cannot use verifies nothing.
    return false;
  }
}

let lastBundle: { pem: string; roots: X509Certificate[] } | undefined;

/** One scan asks with the same bundle for every port. */
function readBundle(pem: string): X509Certificate[] {
  if (lastBundle?.pem === pem) return lastBundle.roots;
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const roots = blocks.map((block) => readCertificate(Buffer.from(block))).filter((root) => root !== null);
  lastBundle = { pem, roots };
  return roots;
}
