import "reflect-metadata";
import {
  BasicConstraintsExtension,
  cryptoProvider,
  type Extension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

export interface IssuedCertificate {
  certificate: string;
  key: string;
  /** What signs children of it. */
  authority: { subject: string; keys: CryptoKeyPair };
}

interface Wanted {
  subject: string;
  issuer?: IssuedCertificate["authority"];
  dns?: string[];
  ip?: string[];
  ca?: boolean;
  notAfter?: Date;
}

const curve = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
let serial = 1;

/** Makes a certificate for a test; without an issuer it signs itself. */
export async function issue(wanted: Wanted): Promise<IssuedCertificate> {
  cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(curve, true, ["sign", "verify"]);
  const issuer = wanted.issuer ?? { subject: wanted.subject, keys };
  const extensions: Extension[] = [new BasicConstraintsExtension(wanted.ca ?? false, undefined, true)];
  const names = [
    ...(wanted.dns ?? []).map((value) => ({ type: "dns", value }) as const),
    ...(wanted.ip ?? []).map((value) => ({ type: "ip", value }) as const),
  ];
  if (names.length > 0) extensions.push(new SubjectAlternativeNameExtension(names));
  serial += 1;
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial.toString(16).padStart(4, "0"),
    subject: wanted.subject,
    issuer: issuer.subject,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: wanted.notAfter ?? new Date(Date.now() + 86_400_000),
    signingKey: issuer.keys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: curve,
    extensions,
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return {
    certificate: `${certificate.toString("pem")}\n`,
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString("base64").replace(/(.{64})/g, "$1\n")}\n-----END PRIVATE KEY-----\n`,
    authority: { subject: wanted.subject, keys },
  };
}
