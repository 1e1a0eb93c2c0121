import { type KnownSettings, sinceMinor } from "./known-setting.ts";

/** Flags of kube-controller-manager. */
export const controllerManagerSettings: KnownSettings = {
  "bind-address": { kind: "string", byDefault: "0.0.0.0", embedded: "127.0.0.1" },
  "secure-port": { kind: "number", byDefault: 10257 },
  // Without effect since 1.22 and gone since 1.24.
  port: { kind: "number", byDefault: sinceMinor([0, 10252], [22, 0]) },
  address: { kind: "string", byDefault: sinceMinor([0, "0.0.0.0"], [22, ""]) },
  profiling: { kind: "boolean", byDefault: true, embedded: false },
  "authentication-kubeconfig": { kind: "string", byDefault: "", embedded: null },
  "authorization-kubeconfig": { kind: "string", byDefault: "", embedded: null },
  "authorization-always-allow-paths": { kind: "list", byDefault: ["/healthz", "/readyz", "/livez"] },
  "client-ca-file": { kind: "string", byDefault: "" },
  "root-ca-file": { kind: "string", byDefault: "", embedded: null },
  "tls-cert-file": { kind: "string", byDefault: "" },
  "tls-private-key-file": { kind: "string", byDefault: "" },
  "tls-min-version": { kind: "string", byDefault: "" },
  "tls-cipher-suites": { kind: "list", byDefault: [] },
  "use-service-account-credentials": { kind: "boolean", byDefault: false, embedded: true },
  "service-account-private-key-file": { kind: "string", byDefault: "", embedded: null },
  "cluster-signing-duration": { kind: "duration", byDefault: "8760h0m0s" },
  controllers: { kind: "list", byDefault: ["*"], embedded: null },
  // RotateKubeletServerCertificate is on by itself since 1.12.
  "feature-gates": { kind: "list", byDefault: [] },
};
