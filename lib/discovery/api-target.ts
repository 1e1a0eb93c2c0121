/** One API server with the credential for it. Lives in memory only. */
export interface ApiTarget {
  /** The cluster's name in the kubeconfig, or "in-cluster". */
  cluster: string;
  user: string;
  /** https://host:port[/path], without a trailing slash. */
  server: string;
  /** PEM; null means the system's own roots. */
  caBundle: string | null;
  tlsServerName: string | null;
  skipTlsVerify: boolean;
  /** The Authorization header's value. */
  authorization: string | null;
  certificate: { cert: string; key: string } | null;
}

/** TLS settings that verify the server, without a client certificate. */
export function verification(target: ApiTarget): { ca?: string; servername?: string; rejectUnauthorized: boolean } {
  return {
    rejectUnauthorized: !target.skipTlsVerify,
    ...(target.caBundle ? { ca: target.caBundle } : {}),
    ...(target.tlsServerName ? { servername: target.tlsServerName } : {}),
  };
}
