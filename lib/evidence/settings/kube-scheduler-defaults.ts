import { type KnownSettings, sinceMinor } from "./known-setting.ts";

/** Flags of kube-scheduler; with --config, what is deprecated among them has no effect. */
export const schedulerSettings: KnownSettings = {
  "bind-address": { kind: "string", byDefault: "0.0.0.0", embedded: "127.0.0.1" },
  "secure-port": { kind: "number", byDefault: 10259 },
  // Without effect since 1.23 and gone since 1.24.
  port: { kind: "number", byDefault: sinceMinor([0, 10251], [23, 0]) },
  address: { kind: "string", byDefault: sinceMinor([0, "0.0.0.0"], [23, ""]) },
  profiling: { kind: "boolean", byDefault: true, embedded: false },
  "authentication-kubeconfig": { kind: "string", byDefault: "", embedded: null },
  "authorization-kubeconfig": { kind: "string", byDefault: "", embedded: null },
  "authorization-always-allow-paths": { kind: "list", byDefault: ["/healthz", "/readyz", "/livez"] },
  "client-ca-file": { kind: "string", byDefault: "" },
  "tls-cert-file": { kind: "string", byDefault: "" },
  "tls-private-key-file": { kind: "string", byDefault: "" },
  "tls-min-version": { kind: "string", byDefault: "" },
  "tls-cipher-suites": { kind: "list", byDefault: [] },
};
