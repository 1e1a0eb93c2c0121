import "reflect-metadata";
import { Pkcs10CertificateRequest, SubjectAlternativeNameExtension } from "@peculiar/x509";
import type { CertificateSigningRequest } from "../domain/inventory.ts";
import { cleanText } from "./clean-text.ts";

/** Base64 of a PEM block with a PKCS#10 request; far more than any real one needs. */
const maximumCharacters = 64 * 1024;
const maximumNames = 200;

/** What the request of a CertificateSigningRequest asks for; null where it is no PKCS#10 request. */
export function readSigningRequest(base64: string | undefined): CertificateSigningRequest["request"] {
  if (!base64 || base64.length > maximumCharacters) return null;
  try {
    const pem = Buffer.from(base64, "base64").toString("latin1");
    const body = /-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([\sA-Za-z0-9+/=]+)-----END /.exec(pem)?.[1];
    if (!body) return null;
    const request = new Pkcs10CertificateRequest(Buffer.from(body, "base64"));
    const names = request.extensions.find((one) => one instanceof SubjectAlternativeNameExtension)?.names.items ?? [];
    const ofType = (type: string) => clean(names.filter((name) => name.type === type).map(({ value }) => value));
    return {
      commonName: clean(request.subjectName.getField("CN"))[0] ?? null,
      organizations: clean(request.subjectName.getField("O")),
      dnsNames: ofType("dns"),
      ipAddresses: ofType("ip"),
    };
  } catch {
    // Whoever may create requests may write any bytes there: then nothing is known of what it asks for.
    return null;
  }
}

function clean(values: readonly string[]): string[] {
  return values.slice(0, maximumNames).map((value) => cleanText(value));
}
