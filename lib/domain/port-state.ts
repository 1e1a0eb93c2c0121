/** nmap's words. A probe that broke has no state: it is a problem of the scan, never "closed". */
export const portStates = ["open", "closed", "filtered", "open|filtered"] as const;
export type PortState = (typeof portStates)[number];

export const protocols = ["TCP", "UDP"] as const;
export type Protocol = (typeof protocols)[number];

/** `10250/TCP kubelet`, the way the product writes every port. */
export function formatPort(port: number, protocol: Protocol = "TCP", service?: string | null): string {
  return service ? `${port}/${protocol} ${service}` : `${port}/${protocol}`;
}
