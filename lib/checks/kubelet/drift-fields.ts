import type { KubeletConfiguration } from "../../domain/inventory.ts";
import type { SettingValue } from "../../domain/setting.ts";
import type { Severity } from "../../domain/severity.ts";
import { isLoopback } from "../static-pods.ts";
import { isStrongSuite } from "./tls-suites.ts";

/** A field whose change matters for security. */
export interface DriftField {
  name: string;
  /** Of the check that judges the field. */
  severity: Severity;
  isSafe(value: SettingValue): boolean;
  /** As /configz has it: an absent field is Go's zero value; null where it is always written. */
  of(config: KubeletConfiguration): SettingValue | null;
}

export const driftFields: readonly DriftField[] = [
  {
    name: "authentication.anonymous.enabled",
    severity: "medium",
    isSafe: (value) => value === false,
    of: ({ authentication }) => authentication?.anonymous?.enabled ?? null,
  },
  {
    name: "authentication.webhook.enabled",
    severity: "low",
    isSafe: (value) => value === true,
    of: ({ authentication }) => authentication?.webhook?.enabled ?? null,
  },
  {
    name: "authentication.x509.clientCAFile",
    severity: "high",
    isSafe: (value) => value !== "",
    of: ({ authentication }) => authentication?.x509?.clientCAFile ?? "",
  },
  {
    name: "authorization.mode",
    severity: "high",
    isSafe: (value) => value !== "AlwaysAllow",
    of: ({ authorization }) => authorization?.mode ?? null,
  },
  {
    name: "readOnlyPort",
    severity: "medium",
    isSafe: (value) => value === 0,
    of: (config) => config.readOnlyPort ?? 0,
  },
  {
    name: "healthzBindAddress",
    severity: "low",
    isSafe: (value) => isLoopback(String(value)),
    of: (config) => config.healthzBindAddress ?? null,
  },
  {
    name: "tlsMinVersion",
    severity: "low",
    isSafe: (value) => !/^VersionTLS1[01]$/.test(String(value)),
    of: (config) => config.tlsMinVersion ?? "",
  },
  {
    name: "tlsCipherSuites",
    severity: "low",
    isSafe: (value) => Array.isArray(value) && value.every(isStrongSuite),
    of: (config) => config.tlsCipherSuites ?? [],
  },
  {
    name: "serverTLSBootstrap",
    severity: "low",
    isSafe: (value) => value === true,
    of: (config) => config.serverTLSBootstrap ?? false,
  },
  {
    name: "rotateCertificates",
    severity: "low",
    isSafe: (value) => value === true,
    of: (config) => config.rotateCertificates ?? false,
  },
  { name: "port", severity: "info", isSafe: (value) => value === 10250, of: (config) => config.port ?? null },
];
