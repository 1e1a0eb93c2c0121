import { connect } from "node:net";
import { type TlsVersion, tlsVersions } from "../domain/observation.ts";
import type { ProbeContext, ProbeTarget } from "./define-probe.ts";
import { distinguishedName } from "./distinguished-name.ts";
import { socketErrorWord } from "./socket-error.ts";
import { versionNumbers } from "./tls-client-hello.ts";

/** What a server sent in the clear after a ClientHello. */
export interface ServerFlight {
  outcome: "hello" | "alert" | "not-tls" | "failed";
  alert: number | null;
  error: string | null;
  version: TlsVersion | null;
  suite: number | null;
  /** DER, leaf first; empty under TLS 1.3, which encrypts it. */
  certificates: Buffer[];
  /** Names of the CAs in a CertificateRequest; null when none came. */
  clientCaNames: string[] | null;
}

const flightLimit = 128 * 1024;
const maxCaNames = 50;
const maxCertificates = 10;

/** Sends a ClientHello and reads up to ServerHello, or up to ServerHelloDone where `whole` is set. Never rejects. */
export function readServerFlight(
  target: Pick<ProbeTarget, "address" | "port">,
  hello: Buffer,
  context: Pick<ProbeContext, "signal" | "timeoutMs">,
  whole = false,
): Promise<ServerFlight> {
  const reader = new FlightReader(whole);
  return new Promise((resolve) => {
    const settle = (error: string | null) => {
      clearTimeout(deadline);
      context.signal.removeEventListener("abort", onAbort);
      socket.destroy();
      resolve(reader.result(error));
    };
    const onAbort = () => settle("aborted");
    const socket = connect({ host: target.address, port: target.port }, () => socket.write(hello));
    const deadline = setTimeout(() => settle("timeout"), context.timeoutMs);
    socket.on("data", (chunk: Buffer) => {
      if (reader.push(chunk)) settle(null);
    });
    socket.on("error", (error) => settle(socketErrorWord(error)));
    socket.on("close", () => settle("closed"));
    if (context.signal.aborted) onAbort();
    else context.signal.addEventListener("abort", onAbort, { once: true });
  });
}

class FlightReader {
  readonly #whole: boolean;
  #records: Buffer = Buffer.alloc(0);
  #messages: Buffer = Buffer.alloc(0);
  #seen = 0;
  #done = false;
  #garbage = false;
  #alert: number | null = null;
  #version: TlsVersion | null = null;
  #suite: number | null = null;
  #certificates: Buffer[] = [];
  #caNames: string[] | null = null;

  constructor(whole: boolean) {
    this.#whole = whole;
  }

  /** True once enough was read. */
  push(chunk: Buffer): boolean {
    this.#seen += chunk.length;
    this.#records = Buffer.concat([this.#records, chunk]);
    try {
      this.#readRecords();
    } catch (error) {
      // Reading past the end of a message: its lengths lie.
      if (!(error instanceof RangeError)) throw error;
      this.#garbage = true;
    }
    return this.#done || this.#garbage || this.#seen > flightLimit;
  }

  result(error: string | null): ServerFlight {
    const answered = this.#version !== null;
    const outcome = answered ? "hello" : this.#alert !== null ? "alert" : this.#garbage ? "not-tls" : "failed";
    return {
      outcome,
      alert: this.#alert,
      error: outcome === "failed" ? (error ?? "too-long") : null,
      version: this.#version,
      suite: this.#suite,
      certificates: this.#certificates,
      clientCaNames: this.#caNames,
    };
  }

  #readRecords(): void {
    while (!this.#done && !this.#garbage && this.#records.length >= 5) {
      const type = this.#records.readUInt8(0);
      const length = this.#records.readUInt16BE(3);
      if ((type !== 21 && type !== 22) || this.#records.readUInt8(1) !== 3 || length > 18_432) {
        this.#garbage = true;
        return;
      }
      if (this.#records.length < 5 + length) return;
      const payload = this.#records.subarray(5, 5 + length);
      this.#records = this.#records.subarray(5 + length);
      if (type === 22) this.#readMessages(payload);
      else this.#readAlert(payload);
    }
  }

  #readAlert(payload: Buffer): void {
    const warning = payload.readUInt8(0) === 1;
    const alert = payload.readUInt8(1);
    // A server may warn that it does not know the name and go on.
    if (warning && alert !== 0) return;
    this.#alert = alert;
    this.#done = true;
  }

  #readMessages(payload: Buffer): void {
    this.#messages = Buffer.concat([this.#messages, payload]);
    while (!this.#done && this.#messages.length >= 4) {
      const end = 4 + this.#messages.readUIntBE(1, 3);
      if (this.#messages.length < end) return;
      const body = this.#messages.subarray(4, end);
      const type = this.#messages.readUInt8(0);
      this.#messages = this.#messages.subarray(end);
      if (type === 2) this.#readServerHello(body);
      else if (type === 11) this.#readCertificates(body);
      else if (type === 13) this.#readCertificateRequest(body);
      else if (type === 14) this.#done = true;
    }
  }

  #readServerHello(body: Buffer): void {
    const session = body.readUInt8(34);
    let version = body.readUInt16BE(0);
    this.#suite = body.readUInt16BE(35 + session);
    // Behind the suite: one byte of compression, then extensions; 43 carries the version under TLS 1.3.
    for (let at = 40 + session; at + 4 <= body.length; at += 4 + body.readUInt16BE(at + 2)) {
      if (body.readUInt16BE(at) === 43) version = body.readUInt16BE(at + 4);
    }
    this.#version = tlsVersions.find((name) => versionNumbers[name] === version) ?? null;
    if (this.#version === null) this.#garbage = true;
    if (!this.#whole || this.#version === "TLSv1.3") this.#done = true;
  }

  #readCertificates(body: Buffer): void {
    const end = Math.min(body.length, 3 + body.readUIntBE(0, 3));
    for (let at = 3; at + 3 <= end && this.#certificates.length < maxCertificates; ) {
      const length = body.readUIntBE(at, 3);
      this.#certificates.push(body.subarray(at + 3, at + 3 + length));
      at += 3 + length;
    }
  }

  #readCertificateRequest(body: Buffer): void {
    let at = 1 + body.readUInt8(0);
    // TLS 1.2 put the signature algorithms in between.
    if (this.#version === "TLSv1.2") at += 2 + body.readUInt16BE(at);
    const end = Math.min(body.length, at + 2 + body.readUInt16BE(at));
    const names: string[] = [];
    for (at += 2; at + 2 <= end && names.length < maxCaNames; ) {
      const length = body.readUInt16BE(at);
      names.push(distinguishedName(body.subarray(at + 2, at + 2 + length)));
      at += 2 + length;
    }
    this.#caNames = names;
  }
}
