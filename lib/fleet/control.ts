import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { AppError, messageOf } from "../domain/errors.ts";
import type { Manifest } from "./manifest.ts";
import type { Travelled } from "./past/travel.ts";
import type { PlantedFault } from "./planted-faults.ts";
import { reply, targetOf } from "./reply.ts";

/** What the control server steers. */
export interface Controlled {
  faults(): PlantedFault[];
  fix(id: string): Promise<void>;
  unfix(id: string): Promise<void>;
  travel(cluster: string, day: number): Promise<Travelled>;
  describe(): Manifest;
}

export interface ControlServer {
  url: string;
  close(): Promise<void>;
}

const loopbackHost = /^(127(\.\d{1,3}){3}|localhost)(:\d+)?$/i;

/** Listens on 127.0.0.1. @throws Error when the port is in use. */
export function startControl(fleet: Controlled, port: number): Promise<ControlServer> {
  const server = createServer((request, response) => {
    answer(fleet, request, response).catch((error: unknown) => {
      const code = error instanceof AppError ? error.code : "";
      send(response, code === "not-found" ? 404 : code === "invalid" ? 400 : 500, { error: messageOf(error) });
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "the port is in use" : error.message;
      reject(new Error(`Cannot listen on 127.0.0.1:${port} for the fleet's control: ${why}.`, { cause: error }));
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      resolve({
        url: `http://127.0.0.1:${taken}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  reply(response, status, "application/json", `${JSON.stringify(body, null, 2)}\n`);
}

async function answer(fleet: Controlled, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page in a browser could otherwise reach this server through a name of its own.
  if (!loopbackHost.test(request.headers.host ?? ""))
    return send(response, 403, { error: "Ask by a loopback address." });
  // Browsers name the origin of every POST, and no page belongs to this server.
  if (request.headers.origin !== undefined) return send(response, 403, { error: "Not for pages in a browser." });
  const { pathname } = targetOf(request);
  if (request.method === "GET" && pathname === "/faults") return send(response, 200, fleet.faults());
  if (request.method === "GET" && pathname === "/manifest") return send(response, 200, fleet.describe());
  const journey = /^\/clusters\/([a-z]+)\/days\/(0|-\d{1,3})$/.exec(pathname);
  if (request.method === "POST" && journey) {
    const [, cluster = "", day] = journey;
    return send(response, 200, await fleet.travel(cluster, Number(day)));
  }
  const match = /^\/faults\/([A-Za-z0-9.-]+)\/(fix|unfix)$/.exec(pathname);
  if (request.method !== "POST" || !match)
    return send(response, 404, { error: `Nothing at ${request.method} ${pathname}.` });
  const [, id = "", action] = match;
  await (action === "fix" ? fleet.fix(id) : fleet.unfix(id));
  send(
    response,
    200,
    fleet.faults().find((fault) => fault.id === id),
  );
}
