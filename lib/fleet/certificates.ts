import "reflect-metadata";
import { webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

x509.cryptoProvider.set(webcrypto as Crypto);

const ecdsa = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const rsa = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const day = 86_400_000;

/** A key pair with its private half as PEM. */
export interface Key {
  pair: CryptoKeyPair;
  pem: string;
}

export interface Certificate {
  cert: string;
  key: string;
}

export interface Authority extends Certificate {
  certificate: x509.X509Certificate;
  pair: CryptoKeyPair;
}

export interface Leaf {
  subject: string;
  dns?: string[];
  ip?: string[];
  notBefore: Date;
  notAfter: Date;
  usages: ("server" | "client")[];
}

/** EC P-256 for most, RSA 2048 for what a kubelet makes for itself. */
export async function newKey(kind: "ec" | "rsa" = "ec"): Promise<Key> {
  const pair = (await webcrypto.subtle.generateKey(kind === "ec" ? ecdsa : rsa, true, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", pair.privateKey)).toString("base64");
  return { pair, pem: `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n` };
}

function serial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return Buffer.from(bytes).toString("hex");
}

/** A self-signed authority, valid for ten years around `now`. */
export async function newAuthority(subject: string, now: Date, key?: Key): Promise<Authority> {
  const used = key ?? (await newKey());
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: subject,
    notBefore: new Date(now.getTime() - 400 * day),
    notAfter: new Date(now.getTime() + 3250 * day),
    keys: used.pair,
    signingAlgorithm: used.pair.privateKey.algorithm.name === "ECDSA" ? ecdsa : rsa,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment | x509.KeyUsageFlags.keyCertSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(used.pair.publicKey),
    ],
  });
  return { certificate, cert: `${certificate.toString("pem")}\n`, pair: used.pair, key: used.pem };
}

/** A certificate of `authority` for the public half of `key`. */
export async function issue(authority: Authority, leaf: Leaf, key: Key): Promise<Certificate> {
  const names: x509.JsonGeneralNames = [
    ...(leaf.dns ?? []).map((value) => ({ type: "dns" as const, value })),
    ...(leaf.ip ?? []).map((value) => ({ type: "ip" as const, value })),
  ];
  const usages = leaf.usages.map((usage) =>
    usage === "server" ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth,
  );
  const extensions: x509.Extension[] = [
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
    new x509.ExtendedKeyUsageExtension(usages),
    new x509.BasicConstraintsExtension(false, undefined, true),
    await x509.AuthorityKeyIdentifierExtension.create(authority.pair.publicKey),
  ];
  if (names.length > 0) extensions.push(new x509.SubjectAlternativeNameExtension(names));
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: leaf.subject,
    issuer: authority.certificate.subject,
    notBefore: leaf.notBefore,
    notAfter: leaf.notAfter,
    publicKey: key.pair.publicKey,
    signingKey: authority.pair.privateKey,
    signingAlgorithm: authority.pair.privateKey.algorithm.name === "ECDSA" ? ecdsa : rsa,
    extensions,
  });
  return { cert: `${certificate.toString("pem")}\n`, key: key.pem };
}

/** A PKCS #10 request as a kubelet makes it for its serving certificate. */
export async function servingRequest(node: string, address: string, key: Key): Promise<string> {
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: `O=system:nodes, CN=system:node:${node}`,
    keys: key.pair,
    signingAlgorithm: key.pair.privateKey.algorithm.name === "ECDSA" ? ecdsa : rsa,
    extensions: [
      new x509.SubjectAlternativeNameExtension([
        { type: "dns", value: node },
        { type: "ip", value: address },
      ]),
    ],
  });
  return request.toString("pem");
}
