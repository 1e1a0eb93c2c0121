import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote, urlHost } from "../../domain/shell-quote.ts";

/** "worker-4 (192.0.2.24)", as a sentence names the machine to work on. */
export function nodeInWords({ nodeName, address }: RemediationContext): string {
  return nodeName === null || nodeName === address ? address : `${nodeName} (${address})`;
}

/** `node/NAME` as one word of a shell; the prefix keeps a name from being read as an option. */
export function nodeWord({ nodeName, address }: RemediationContext): string {
  return shellQuote(`node/${nodeName ?? address}`);
}

/** A URL on the node as one word of a shell. */
export function urlWord(scheme: "http" | "https", context: RemediationContext, port: number, path: string): string {
  return shellQuote(`${scheme}://${urlHost(context.address)}:${port}${path}`);
}

/** HOST:PORT as one word of a shell, as openssl and nmap take it. */
export function endpointWord(context: RemediationContext, port = context.port): string {
  return shellQuote(`${urlHost(context.address)}:${port}`);
}

/** True for a server of the control plane; its services carry other names than an agent's. */
export function isServer({ controlPlaneAddresses, address }: RemediationContext): boolean {
  return controlPlaneAddresses.includes(address);
}

/** Reads the effective configuration of the node's kubelet, through the API server. */
export function configzCommand({ nodeName, address }: RemediationContext): string {
  return `kubectl get --raw ${shellQuote(`/api/v1/nodes/${encodeURIComponent(nodeName ?? address)}/proxy/configz`)}`;
}
