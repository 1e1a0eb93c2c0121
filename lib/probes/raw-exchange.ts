import { connect } from "node:net";
import type { ProbeContext, ProbeTarget } from "./define-probe.ts";

export interface RawRequest {
  /** Sent on connecting; nothing where absent: then only what the server says unasked is read. */
  send?: Buffer;
  /** Milliseconds at most, from connect to the last byte. */
  waitMs: number;
  maxBytes: number;
  /** True once what came is enough. */
  enough?(received: Buffer): boolean;
}

/**
 * One connection without TLS: sends a few bytes and reads what comes, within a limit of time and of bytes. Never
 * rejects: an error after a port was found open only means that there is no answer.
 */
export function exchangeRaw(
  target: Pick<ProbeTarget, "address" | "port">,
  context: Pick<ProbeContext, "signal" | "timeoutMs">,
  request: RawRequest,
): Promise<Buffer> {
  return new Promise((resolve) => {
    let received: Buffer = Buffer.alloc(0);
    const settle = () => {
      clearTimeout(deadline);
      context.signal.removeEventListener("abort", settle);
      socket.destroy();
      resolve(received);
    };
    const socket = connect({ host: target.address, port: target.port }, () => {
      if (request.send) socket.write(request.send);
    });
    const deadline = setTimeout(settle, Math.min(request.waitMs, context.timeoutMs));
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk.subarray(0, request.maxBytes - received.length)]);
      if (received.length >= request.maxBytes || request.enough?.(received)) settle();
    });
    socket.on("error", settle);
    socket.on("close", settle);
    if (context.signal.aborted) settle();
    else context.signal.addEventListener("abort", settle, { once: true });
  });
}
