import type { Observation } from "../domain/observation.ts";
import { type ProbeContext, type ProfileLimits, parseEndpoint, probePort, sweepTcp } from "../probes/index.ts";

/** Asks the one address that the scan named; the observation belongs to no node. */
export async function lookAtMetadata(
  endpoint: string,
  limits: ProfileLimits,
  context: ProbeContext,
): Promise<Observation | null> {
  const { address, port } = parseEndpoint(endpoint);
  const options = {
    concurrency: 1,
    perHost: 1,
    timeoutMs: limits.connectTimeoutMs,
    signal: context.signal,
  };
  for await (const swept of sweepTcp([{ node: null, address, ports: [port] }], options)) {
    const found = swept.states.get(port);
    if (!found) return null;
    const target = { node: null, address, port, protocol: "TCP", hint: "cloud-metadata", caBundle: null } as const;
    return probePort(target, context, found);
  }
  return null;
}
