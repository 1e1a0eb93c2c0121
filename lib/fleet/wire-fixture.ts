import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { connect } from "node:net";
import { type ConnectionOptions, type PeerCertificate, connect as tlsConnect } from "node:tls";

export interface Answer {
  status: number;
  type: string;
  body: string;
}

export interface Ask {
  method?: string;
  token?: string;
  cert?: string;
  key?: string;
  headers?: Record<string, string>;
  body?: string;
  maxVersion?: "TLSv1.2";
}

/** One request over a connection of its own, any certificate taken; rejects with the socket's error. */
export function ask(url: string, { method = "GET", token, headers, body, ...tls }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      method,
      agent: false,
      timeout: 5000,
      headers: { ...headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) },
    };
    const sent = url.startsWith("https:")
      ? httpsRequest(url, { ...options, ...tls, rejectUnauthorized: false })
      : httpRequest(url, options);
    sent.on("timeout", () => sent.destroy(new Error("timeout")));
    sent.on("error", reject);
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", body: text }),
      );
    });
    sent.end(body);
  });
}

/** Status and body, or the error's code: what one request to a port shows, as one line to compare. */
export async function glimpse(url: string, options?: Ask): Promise<string> {
  try {
    const { status, body } = await ask(url, options);
    return `${status} ${body.slice(0, 200)}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

/** "open", or the error that connect ended with. */
export function portState(address: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, timeout: 3000 });
    socket.once("connect", () => {
      socket.destroy();
      resolve("open");
    });
    socket.once("timeout", () => {
      socket.destroy();
      resolve("timeout");
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

export interface Handshake {
  version: string;
  cipher: string;
  certificate: PeerCertificate;
  verifyError: string | null;
}

/** A handshake; rejects with OpenSSL's error, whose code names the alert. */
export function handshake(address: string, port: number, options: ConnectionOptions = {}): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    const socket = tlsConnect({ host: address, port, rejectUnauthorized: false, timeout: 5000, ...options });
    socket.once("timeout", () => socket.destroy(new Error("timeout")));
    socket.once("error", reject);
    socket.once("secureConnect", () => {
      resolve({
        version: socket.getProtocol() ?? "",
        cipher: socket.getCipher().name,
        certificate: socket.getPeerCertificate(),
        verifyError: socket.authorizationError ? String(socket.authorizationError) : null,
      });
      socket.destroy();
    });
  });
}
