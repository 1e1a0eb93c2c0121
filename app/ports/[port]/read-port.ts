import { z } from "zod";

export const portRequest = z.object({ port: z.string().min(1).max(20) });

/** The number in an address; null for what is no port. */
export function readPort(text: string): number | null {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}
