import type { Observation } from "../../domain/observation.ts";

/**
 * True where an answer proves an open port. Of UDP only bytes in reply do: silence may be a filter, and tools that
 * call silent ports open do not prove anything.
 */
export function isProvenOpen({ protocol, state, reason, product, banner, exchanges, http }: Observation): boolean {
  if (state !== "open") return false;
  if (protocol === "TCP") return true;
  const isAnswered = product !== undefined || http !== undefined || Boolean(banner) || (exchanges ?? []).length > 0;
  return isAnswered || reason === "udp-response";
}
