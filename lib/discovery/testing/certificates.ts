import "reflect-metadata";
import * as x509 from "@peculiar/x509";

export interface Issued {
  cert: string;
  key: string;
}

export interface Authority extends Issued {
  issue(of: {
    name: string;
    ips?: string[];
    dns?: string[];
    use?: "server" | "client";
    expired?: boolean;
  }): Promise<Issued>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const day = 24 * 60 * 60 * 1000;
const purposes = { server: "1.3.6.1.5.5.7.3.1", client: "1.3.6.1.5.5.7.3.2" };

/** A certificate authority for tests, with keys of its own. */
export async function createAuthority(name: string): Promise<Authority> {
  const keys = await newKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
    extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
  });
  return {
    cert: ca.toString("pem"),
    key: await toPem(keys.privateKey),
    async issue({ name: subject, ips = [], dns = [], use = "server", expired = false }) {
      const own = await newKeys();
      const certificate = await x509.X509CertificateGenerator.create({
        subject: `CN=${subject}`,
        issuer: ca.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        notBefore: new Date(Date.now() - 2 * day),
        notAfter: new Date(Date.now() + (expired ? -day : day)),
        extensions: [
          new x509.ExtendedKeyUsageExtension([purposes[use]]),
          new x509.SubjectAlternativeNameExtension([
            ...ips.map((value) => ({ type: "ip" as const, value })),
            ...dns.map((value) => ({ type: "dns" as const, value })),
          ]),
        ],
      });
      return { cert: certificate.toString("pem"), key: await toPem(own.privateKey) };
    },
  };
}

function newKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

async function toPem(key: CryptoKey): Promise<string> {
  const body = Buffer.from(await crypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${body.replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`;
}
