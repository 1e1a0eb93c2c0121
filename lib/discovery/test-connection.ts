import { AppError } from "../domain/errors.ts";
import { providers } from "./providers/index.ts";
import type { ClusterSource, ConnectionReport, DiscoveryOptions } from "./source.ts";

/** Says step by step what works and what is missing; throws only when it is cancelled. */
export async function testConnection(
  source: ClusterSource,
  options: Pick<DiscoveryOptions, "signal" | "now" | "timeoutMs">,
): Promise<ConnectionReport> {
  for (const provider of providers) {
    const report = await provider.test(source, options);
    if (report) return report;
  }
  throw new AppError("invalid", "No provider knows this kind of source.");
}
