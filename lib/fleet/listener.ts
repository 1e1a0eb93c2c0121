import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer, type ServerOptions } from "node:https";
import { createServer, type Server, type Socket } from "node:net";
import { messageOf } from "../domain/errors.ts";

/** Takes over one accepted connection. */
export type ConnectionHandler = (socket: Socket) => void;

const firstBytesTimeoutMs = 30_000;
const alertInternalError = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x50]);
const handshakeRecord = 0x16;

/** Opens one port; rejects with a sentence when it is taken. */
export function listen(address: string, port: number, handler: ConnectionHandler): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
      // A client that goes away in the middle is no trouble of the server's.
      socket.on("error", () => socket.destroy());
      handler(socket);
    });
    server.once("error", (error) => reject(cannotListen(`${address}:${port}`, error)));
    server.listen({ host: address, port, backlog: 128 }, () => resolve(new Listener(server, sockets)));
  });
}

/** Says what is in the way of opening a port. */
export function cannotListen(place: string, error: NodeJS.ErrnoException): Error {
  const taken = "the port is in use. Where another fleet runs, choose addresses with BREAKWATER_FLEET_BASE or --base";
  const why = error.code === "EADDRINUSE" ? taken : error.message;
  return new Error(`Cannot listen on ${place}: ${why}.`, { cause: error });
}

/** An open port with the connections that came in through it. */
export class Listener {
  readonly #server: Server;
  readonly #sockets: Set<Socket>;

  constructor(server: Server, sockets: Set<Socket>) {
    this.#server = server;
    this.#sockets = sockets;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Refuses from now on and ends what is connected. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }
}

/** A request that breaks one route must not take every server of the process with it. */
function guarded(routes: RequestListener): RequestListener {
  return (request, response) => {
    try {
      routes(request, response);
    } catch (error) {
      console.error(`fleet: ${request.method} ${request.url} broke: ${messageOf(error)}`);
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
      response.end();
    }
  };
}

/** Speaks plain HTTP. */
export function plainHttp(routes: RequestListener): ConnectionHandler {
  const server = createHttpServer({ keepAliveTimeout: 5_000 }, guarded(routes));
  return (socket) => void server.emit("connection", socket);
}

/** What a Go server says to plain HTTP on its TLS port; etcd says nothing. */
export type PlainHttpAnswer = "400" | "disconnect";

/** Speaks HTTP over TLS. The certificate is asked for when the first caller comes, so that many nodes start quickly. */
export function httpsWith(
  options: () => Promise<ServerOptions>,
  routes: RequestListener,
  plain: PlainHttpAnswer = "400",
): ConnectionHandler {
  let server: ReturnType<typeof createHttpsServer> | undefined;
  let starting: Promise<ReturnType<typeof createHttpsServer>> | undefined;
  const start = async () => {
    server = createHttpsServer({ keepAliveTimeout: 5_000, ...(await options()) }, guarded(routes));
    // The TLS alert has been sent by then; the caller's loss is not an error here.
    server.on("tlsClientError", (_error, socket) => socket.destroy());
    return server;
  };
  return (socket) => {
    firstBytes(socket, (bytes) => {
      if (bytes[0] !== handshakeRecord) return answerPlainHttp(socket, plain);
      socket.pause();
      socket.unshift(bytes);
      starting ??= start();
      starting.then(
        (ready) => {
          if (!socket.destroyed) ready.emit("connection", socket);
        },
        (error: unknown) => {
          console.error(`fleet: no TLS for ${socket.localAddress}:${socket.localPort}: ${messageOf(error)}`);
          socket.destroy();
        },
      );
    });
  };
}

/** A server without a certificate: alert 80 to every ClientHello. */
export const withoutCertificate: ConnectionHandler = (socket) => {
  firstBytes(socket, (bytes) => {
    if (bytes[0] !== handshakeRecord) return answerPlainHttp(socket, "400");
    socket.end(alertInternalError);
  });
};

function firstBytes(socket: Socket, then: (bytes: Buffer) => void): void {
  socket.setTimeout(firstBytesTimeoutMs, () => socket.destroy());
  socket.once("data", (bytes: Buffer) => {
    socket.setTimeout(0);
    then(bytes);
  });
}

function answerPlainHttp(socket: Socket, plain: PlainHttpAnswer): void {
  if (plain === "disconnect") return void socket.destroy();
  socket.end("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");
}
