import { connect, constants } from "node:http2";
import { urlHost } from "../domain/shell-quote.ts";
import type { ProbeContext, ProbeTarget } from "./define-probe.ts";
import { lookingTlsOptions } from "./http-exchange.ts";

export interface GrpcAnswer {
  /** grpc-status of the trailers: 0 is served, 12 not known, 16 not signed in; null when no gRPC was spoken. */
  status: number | null;
  /** The first message, without its prefix. */
  message: Buffer;
}

const nothing: GrpcAnswer = { status: null, message: Buffer.alloc(0) };
/** An uncompressed message of no bytes. */
const emptyMessage = Buffer.alloc(5);
const maxBytes = 64 * 1024;

/** Makes one unary gRPC call with an empty message and without credentials. Never rejects. */
export function callGrpc(
  target: Pick<ProbeTarget, "address" | "port">,
  context: Pick<ProbeContext, "signal" | "timeoutMs">,
  call: { scheme: "http" | "https"; method: string; waitMs: number },
): Promise<GrpcAnswer> {
  const authority = `${call.scheme}://${urlHost(target.address)}:${target.port}`;
  return new Promise((resolve) => {
    const session = connect(authority, {
      maxSessionMemory: 1,
      ...(call.scheme === "https" ? { ...lookingTlsOptions(target.address), ALPNProtocols: ["h2"] } : {}),
    });
    let body: Buffer = Buffer.alloc(0);
    let status: number | null = null;
    const settle = () => {
      clearTimeout(deadline);
      context.signal.removeEventListener("abort", settle);
      session.destroy();
      resolve(status === null ? nothing : { status, message: body.subarray(5) });
    };
    const deadline = setTimeout(settle, Math.min(call.waitMs, context.timeoutMs));
    session.on("error", settle);
    session.on("close", settle);
    if (context.signal.aborted) return settle();
    context.signal.addEventListener("abort", settle, { once: true });
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: "POST",
      [constants.HTTP2_HEADER_PATH]: call.method,
      "content-type": "application/grpc",
      te: "trailers",
      "user-agent": "breakwater (reads only)",
    });
    const readStatus = (headers: Record<string, unknown>) => {
      const given = headers["grpc-status"];
      if (typeof given === "string" && /^\d{1,2}$/.test(given)) status = Number(given);
    };
    // A refusal comes in the head, an answer's status behind its message.
    stream.on("response", readStatus);
    stream.on("trailers", readStatus);
    stream.on("data", (chunk: Buffer) => {
      body = Buffer.concat([body, chunk.subarray(0, maxBytes - body.length)]);
      if (body.length >= maxBytes) settle();
    });
    stream.on("error", settle);
    stream.on("close", settle);
    stream.end(emptyMessage);
  });
}
