import { createServer } from "node:net";
import { AppError } from "../domain/errors.ts";

const sentences: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_host, port) => `PORT ${port} is in use by another program; set PORT to a free one.`,
  EACCES: (_host, port) => `PORT ${port} may only be used by root; set PORT to one above 1023.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is not an address of this machine; use 127.0.0.1 or 0.0.0.0.`,
  ENOTFOUND: (host) => `HOST ${host} cannot be resolved; use an IP address.`,
  EAI_AGAIN: (host) => `HOST ${host} cannot be resolved; use an IP address.`,
};

/** Throws AppError("conflict") with a sentence unless a server could listen on the port now. */
export function checkPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const sentence =
        sentences[error.code ?? ""]?.(host, port) ?? `PORT ${port} on ${host} cannot be used: ${error.message}`;
      reject(new AppError("conflict", sentence, { cause: error }));
    });
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
