import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import type { TestContext } from "node:test";
import type { Observation } from "../domain/observation.ts";
import type { ProbeContext, ProbeTarget } from "./define-probe.ts";
import { probePort } from "./index.ts";

/** Real servers on loopback for the tests of this room, closed with everything they accepted when the test ends. */
export async function listen(test: TestContext, server: Server, address = "127.0.0.1", port = 0): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(port, address);
  await once(server, "listening");
  test.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("the server has no port");
  return bound.port;
}

/** A TCP server that does this with each connection. */
export function listenTcp(test: TestContext, serve: (socket: Socket) => void, address?: string): Promise<number> {
  return listen(test, createServer(serve), address);
}

/** A server that answers each request line with raw bytes; "GET /pods" is looked up, "*" is for all others. */
export function listenHttp(test: TestContext, answers: Record<string, string | Buffer>): Promise<number> {
  return listenTcp(test, (socket) => answerRequests(socket, answers));
}

export function answerRequests(socket: Socket, answers: Record<string, string | Buffer>): void {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
    if (!text.includes("\r\n\r\n")) return;
    const asked = text.split(" ", 2).join(" ");
    socket.end(answers[asked] ?? answers["*"] ?? answer(404, "404 page not found\n"));
  });
}

export function answer(status: number, body: string, headers: Record<string, string> = {}): string {
  const type = /^\s*[[{]/.test(body) ? "application/json" : "text/plain; charset=utf-8";
  const all = { "Content-Type": type, "Content-Length": `${Buffer.byteLength(body)}`, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join("")}\r\n${body}`;
}

export function contextWith(changes: Partial<ProbeContext> = {}): ProbeContext {
  return {
    vantage: { name: "test", kind: "worker-node" },
    now: () => new Date("2026-11-21T10:00:00Z"),
    signal: new AbortController().signal,
    timeoutMs: 1500,
    maxBytes: 1024 * 1024,
    authorizationProofs: false,
    ...changes,
  };
}

export function targetAt(port: number, changes: Partial<ProbeTarget> = {}): ProbeTarget {
  return {
    node: "worker-1",
    address: "127.0.0.1",
    port,
    protocol: "TCP",
    hint: null,
    caBundle: null,
    ...changes,
  };
}

/** Runs every matching probe on an open port, as a scan does. */
export function lookAt(
  port: number,
  target: Partial<ProbeTarget> = {},
  context: Partial<ProbeContext> = {},
): Promise<Observation> {
  const sweep = { state: "open", rttMs: 0.1, reason: "syn-ack" } as const;
  return probePort(targetAt(port, target), contextWith(context), sweep);
}
