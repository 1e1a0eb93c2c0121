import {
  createSecureServer,
  type Http2SecureServer,
  type SecureServerOptions,
  type ServerHttp2Stream,
} from "node:http2";
import { messageOf } from "../../domain/errors.ts";
import type { ConnectionHandler } from "../listener.ts";

const notImplemented = 12;

/** Answers unary calls over TLS: a method that is listed with its message, any other with "not implemented". */
export function grpcOverTls(
  options: () => Promise<SecureServerOptions>,
  answers: Record<string, Buffer>,
): ConnectionHandler {
  let starting: Promise<Http2SecureServer> | undefined;
  const start = async () => {
    const server = createSecureServer({ ...(await options()), allowHTTP1: false });
    server.on("stream", (stream, headers) => respond(stream, answers[headers[":path"] ?? ""]));
    // The caller's loss is no error of the server's.
    server.on("tlsClientError", (_error, socket) => socket.destroy());
    server.on("sessionError", () => undefined);
    server.on("unknownProtocol", (socket) => socket.destroy());
    return server;
  };
  return (socket) => {
    starting ??= start();
    starting.then(
      (server) => {
        if (!socket.destroyed) server.emit("connection", socket);
      },
      (error: unknown) => {
        console.error(`fleet: no gRPC for ${socket.localAddress}:${socket.localPort}: ${messageOf(error)}`);
        socket.destroy();
      },
    );
  };
}

function respond(stream: ServerHttp2Stream, message: Buffer | undefined): void {
  stream.on("error", () => undefined);
  const head = { ":status": 200, "content-type": "application/grpc" };
  if (!message) return void stream.respond({ ...head, "grpc-status": String(notImplemented) }, { endStream: true });
  stream.respond(head, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([prefix, message]));
}

/** One string field of a protobuf message, its number below 16 and the text below 128 bytes. */
export function stringField(number: number, text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
}
