import { createSocket } from "node:dgram";
import { cannotListen } from "./listener.ts";

/** Opens one UDP port that answers each datagram, or is silent where there is no answer. */
export function listenUdp(
  address: string,
  port: number,
  answer: (datagram: Buffer) => Buffer | undefined,
): Promise<{ close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    socket.once("error", (error) => reject(cannotListen(`${address}:${port}/udp`, error)));
    socket.on("message", (datagram, from) => {
      const bytes = answer(datagram);
      // Whoever asked may be gone by now; a resolver does not care.
      if (bytes) socket.send(bytes, from.port, from.address, () => undefined);
    });
    socket.bind(port, address, () => resolve({ close: () => new Promise((closed) => socket.close(() => closed())) }));
  });
}
