import type { Circumstances, KnownSettings } from "./known-setting.ts";

/** k3s keeps etcd's metrics on the node, unless --etcd-expose-metrics puts them on its addresses as well. */
function embeddedMetrics({ named }: Circumstances): string[] | null {
  return String(named("etcd-expose-metrics") ?? "false") === "false" ? ["http://127.0.0.1:2381"] : null;
}

/** Flags of etcd 3.4 to 3.6. Its release does not follow Kubernetes' minor, so defaults that changed are not presumed. */
export const etcdSettings: KnownSettings = {
  "client-cert-auth": { kind: "boolean", byDefault: false, embedded: true },
  "trusted-ca-file": { kind: "string", byDefault: "" },
  "cert-file": { kind: "string", byDefault: "" },
  "key-file": { kind: "string", byDefault: "" },
  "auto-tls": { kind: "boolean", byDefault: false },
  "client-cert-allowed-hostname": { kind: "string", byDefault: "" },
  "peer-client-cert-auth": { kind: "boolean", byDefault: false, embedded: true },
  "peer-trusted-ca-file": { kind: "string", byDefault: "" },
  "peer-cert-file": { kind: "string", byDefault: "" },
  "peer-key-file": { kind: "string", byDefault: "" },
  "peer-auto-tls": { kind: "boolean", byDefault: false },
  "peer-cert-allowed-cn": { kind: "string", byDefault: "" },
  "listen-client-urls": { kind: "list", byDefault: ["http://localhost:2379"], embedded: null },
  "listen-peer-urls": { kind: "list", byDefault: ["http://localhost:2380"], embedded: null },
  "advertise-client-urls": { kind: "list", byDefault: ["http://localhost:2379"], embedded: null },
  "listen-metrics-urls": { kind: "list", byDefault: [], embedded: embeddedMetrics },
  "listen-client-http-urls": { kind: "list", byDefault: [] },
  "host-whitelist": { kind: "list", byDefault: ["*"] },
  "enable-pprof": { kind: "boolean", byDefault: false },
  // On up to 3.3, off in 3.4 and 3.5, gone in 3.6.
  "enable-v2": { kind: "boolean", byDefault: null },
  "auth-token": { kind: "string", byDefault: "simple" },
  "cipher-suites": { kind: "list", byDefault: [] },
  "tls-min-version": { kind: "string", byDefault: "TLS1.2" },
};
