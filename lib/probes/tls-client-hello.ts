import { randomBytes } from "node:crypto";
import { isIP } from "node:net";
import type { TlsVersion } from "../domain/observation.ts";

export const versionNumbers: Record<TlsVersion, number> = {
  TLSv1: 0x0301,
  "TLSv1.1": 0x0302,
  "TLSv1.2": 0x0303,
  "TLSv1.3": 0x0304,
};

const groups = [29, 23, 24, 25];
const signatureAlgorithms = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201,
];

/**
 * A ClientHello record that offers one version and these suites. Written by hand because OpenSSL no longer offers old
 * suites, and because up to TLS 1.2 the server's answer can be read without any cryptography.
 */
export function clientHello(version: TlsVersion, suites: readonly number[], address: string): Buffer {
  const modern = version === "TLSv1.3";
  const body = Buffer.concat([
    u16(modern ? versionNumbers["TLSv1.2"] : versionNumbers[version]),
    randomBytes(32),
    vector8(modern ? randomBytes(32) : Buffer.alloc(0)),
    vector16(u16s(suites)),
    vector8(Buffer.of(0)),
    vector16(Buffer.concat(extensions(version, address))),
  ]);
  const message = Buffer.concat([Buffer.of(1, body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff), body]);
  return Buffer.concat([Buffer.of(22, 3, 1), vector16(message)]);
}

function extensions(version: TlsVersion, address: string): Buffer[] {
  const list = [
    extension(10, vector16(u16s(groups))),
    extension(11, vector8(Buffer.of(0))),
    extension(0xff01, vector8(Buffer.alloc(0))),
  ];
  // Server names are names only (RFC 6066): an address must not be sent.
  if (isIP(address) === 0) {
    list.push(extension(0, vector16(Buffer.concat([Buffer.of(0), vector16(Buffer.from(address))]))));
  }
  if (version === "TLSv1.2" || version === "TLSv1.3") list.push(extension(13, vector16(u16s(signatureAlgorithms))));
  if (version === "TLSv1.3") {
    list.push(extension(43, vector8(u16(versionNumbers["TLSv1.3"]))));
    // Any 32 bytes are a valid X25519 share, and nobody is going to finish this handshake.
    list.push(extension(51, vector16(Buffer.concat([u16(29), vector16(randomBytes(32))]))));
  }
  return list;
}

function extension(type: number, data: Buffer): Buffer {
  return Buffer.concat([u16(type), vector16(data)]);
}

function u16(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff);
}

function u16s(values: readonly number[]): Buffer {
  return Buffer.concat(values.map(u16));
}

function vector8(data: Buffer): Buffer {
  return Buffer.concat([Buffer.of(data.length), data]);
}

function vector16(data: Buffer): Buffer {
  return Buffer.concat([u16(data.length), data]);
}
