import { isIP } from "node:net";
import { AppError } from "../domain/errors.ts";

/** Reads "169.254.169.254:80" or "[fd00:ec2::254]:80". Throws AppError "invalid" for anything else. */
export function parseEndpoint(text: string): { address: string; port: number } {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([\d.]+)):(\d{1,5})$/.exec(text.trim());
  const address = match?.[1] ?? match?.[2] ?? "";
  const port = Number(match?.[3]);
  if (isIP(address) === 0 || port < 1 || port > 65_535) {
    const shown = JSON.stringify(text.slice(0, 60));
    throw new AppError("invalid", `${shown} is no address and port. Write it like "169.254.169.254:80".`);
  }
  return { address, port };
}
