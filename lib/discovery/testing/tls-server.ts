import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { TLSSocket } from "node:tls";
import type { Issued } from "./certificates.ts";

export interface Received {
  method: string;
  url: URL;
  authorization: string | null;
  /** Common name of the client certificate. */
  clientName: string | null;
}

export interface TlsServer {
  host: string;
  port: number;
  received: Received[];
  /** TLS connections that were opened, and client certificates that were shown in a handshake. */
  connections: number;
  clientNames: string[];
  close(): Promise<void>;
}

type Answer = (request: Received, response: ServerResponse, raw: IncomingMessage) => void;

/** A real HTTPS server on loopback that asks for a client certificate and remembers what it was sent. */
export async function startTlsServer(
  host: string,
  identity: Issued,
  answer: Answer,
  maxVersion: "TLSv1.2" | "TLSv1.3" = "TLSv1.3",
): Promise<TlsServer> {
  const received: Received[] = [];
  const server = createServer(
    { ...identity, maxVersion, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      const url = new URL(request.url ?? "/", "https://server");
      const { authorization = null } = request.headers;
      const entry = { method: request.method ?? "", url, authorization, clientName: clientNameOf(request.socket) };
      received.push(entry);
      answer(entry, response, request);
    },
  );
  const state: TlsServer = {
    host,
    port: 0,
    received,
    connections: 0,
    clientNames: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on("secureConnection", (socket) => {
    state.connections += 1;
    const name = clientNameOf(socket);
    if (name) state.clientNames.push(name);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  state.port = (server.address() as AddressInfo).port;
  return state;
}

function clientNameOf(socket: unknown): string | null {
  if (!(socket instanceof TLSSocket)) return null;
  const name = socket.getPeerCertificate().subject?.CN;
  return typeof name === "string" ? name : null;
}
