import { parseAllDocuments } from "yaml";
import { AppError } from "../../domain/errors.ts";
import type { RemediationStep } from "../../domain/remediation.ts";
import type { NodeSettings } from "../settings.ts";
import { isFields } from "./patches.ts";

type Value = string | number | boolean | string[];
export type KubeletFields = Record<string, Value>;

const flagFields: Record<string, string> = {
  "anonymous-auth": "authentication.anonymous.enabled",
  "authentication-token-webhook": "authentication.webhook.enabled",
  "authentication-token-webhook-cache-ttl": "authentication.webhook.cacheTTL",
  "authorization-mode": "authorization.mode",
  "authorization-webhook-cache-authorized-ttl": "authorization.webhook.cacheAuthorizedTTL",
  "authorization-webhook-cache-unauthorized-ttl": "authorization.webhook.cacheUnauthorizedTTL",
  "client-ca-file": "authentication.x509.clientCAFile",
  "healthz-bind-address": "healthzBindAddress",
  "healthz-port": "healthzPort",
  port: "port",
  "read-only-port": "readOnlyPort",
  "rotate-certificates": "rotateCertificates",
  "rotate-server-certificates": "serverTLSBootstrap",
  "streaming-connection-idle-timeout": "streamingConnectionIdleTimeout",
  "tls-cipher-suites": "tlsCipherSuites",
  "tls-min-version": "tlsMinVersion",
};

/**
 * What a step sets of the kubelet, by the dotted names of its configuration, whichever way its distribution writes it:
 * a KubeletConfiguration, a NodeConfig of EKS, a KubeletConfig of OpenShift, a machine patch of Talos, kubelet-arg of
 * k3s and RKE2, lines of arguments of MicroK8s. Null where the step is about something else.
 */
export function kubeletFields({ code, file, language }: RemediationStep): KubeletFields | null {
  if (code === undefined) return null;
  if (file?.endsWith("/args/kubelet")) return flagsOf(code.split("\n"));
  if (language !== "yaml") return null;
  const [first] = parseAllDocuments(code);
  const found: unknown = first && "toJS" in first ? first.toJS() : null;
  if (!isFields(found)) return null;
  if (file?.startsWith("/etc/rancher/") && "kubelet-arg" in found) return flagsOf(list(found["kubelet-arg"]));
  const { kind } = found;
  if (kind === "NodeConfig") return dotted(inside(found, "spec", "kubelet", "config"));
  if (kind === "KubeletConfig") return dotted(inside(found, "spec", "kubeletConfig"));
  if ("machine" in found) {
    const args = inside(found, "machine", "kubelet", "extraArgs");
    const lines = Object.entries(args).map(([flag, value]) => `${flag}=${String(value)}`);
    return { ...dotted(inside(found, "machine", "kubelet", "extraConfig")), ...flagsOf(lines) };
  }
  const isFile = file === "/var/lib/kubelet/config.yaml" || kind === "KubeletConfiguration";
  if (!isFile) return null;
  const { kind: _kind, apiVersion: _apiVersion, ...fields } = found;
  return dotted(fields);
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function inside(found: Record<string, unknown>, ...path: string[]): Record<string, unknown> {
  let place: Record<string, unknown> = found;
  for (const step of path) {
    const next = place[step];
    place = isFields(next) ? next : {};
  }
  return place;
}

function dotted(fields: Record<string, unknown>, prefix = ""): KubeletFields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]): [string, Value][] =>
      isFields(value) ? Object.entries(dotted(value, `${prefix}${name}.`)) : [[`${prefix}${name}`, value as Value]],
    ),
  );
}

/** @throws AppError for a flag that the kubelet does not have. */
function flagsOf(lines: string[]): KubeletFields {
  return Object.fromEntries(
    lines.map((line) => {
      const [, flag = "", text = ""] = /^(?:--)?([a-z-]+)=(.*)$/.exec(line.trim()) ?? [];
      const field = flagFields[flag];
      if (field === undefined) throw new AppError("invalid", `The kubelet has no argument "${line}".`);
      return [field, typed(field, text)] as const;
    }),
  );
}

function typed(field: string, text: string): Value {
  if (field === "tlsCipherSuites") return text.split(",");
  if (text === "true" || text === "false") return text === "true";
  return /^\d+$/.test(text) ? Number(text) : text;
}

const minuteMs = 60_000;
const strong = /^TLS_(ECDHE_(ECDSA|RSA)_WITH_.*(GCM|POLY1305).*|AES_.*|CHACHA20_.*)$/;

type Effect = (value: Value, settings: Readonly<NodeSettings>, all: KubeletFields) => Partial<NodeSettings>;
const none: Effect = () => ({});
const debug: Effect = (_value, _settings, all) => ({
  debugHandlers: all.enableProfilingHandler !== false || all.enableDebugFlagsHandler !== false,
});

/** What each field does to a kubelet of the fleet. */
const effects: Record<string, Effect> = {
  "authentication.anonymous.enabled": (value) => ({ anonymous: value === true }),
  "authentication.webhook.enabled": (value) => ({ webhookAuthentication: value === true }),
  "authentication.webhook.cacheTTL": (value) => ({ longAuthenticationCache: durationMs(value) > 2 * minuteMs }),
  "authentication.x509.clientCAFile": (value) => ({ clientCa: value !== "" }),
  "authorization.mode": (value) => ({ authorization: value === "Webhook" ? "Webhook" : "AlwaysAllow" }),
  "authorization.webhook.cacheAuthorizedTTL": none,
  "authorization.webhook.cacheUnauthorizedTTL": none,
  enableDebugFlagsHandler: debug,
  enableProfilingHandler: debug,
  enableSystemLogHandler: none,
  enableSystemLogQuery: none,
  healthzBindAddress: (value) => ({ healthzEverywhere: value !== "127.0.0.1" }),
  healthzPort: none,
  port: (value) => ({ kubeletPort: Number(value) }),
  readOnlyPort: (value) => ({ readOnlyPort: value !== 0 }),
  rotateCertificates: (value) => ({ rotateCertificates: value === true }),
  // It makes a request, and serves nothing until somebody approves it.
  serverTLSBootstrap: (value, { servingCertificate }) =>
    value === true && servingCertificate === "self-signed" ? { servingCertificate: "pending" } : {},
  streamingConnectionIdleTimeout: (value) => ({ endlessStreams: durationMs(value) === 0 }),
  tlsCipherSuites: none,
  tlsMinVersion: (value, _settings, { tlsCipherSuites }) => {
    const suites = Array.isArray(tlsCipherSuites) ? tlsCipherSuites : [];
    const modern = /^VersionTLS1[23]$/.test(String(value)) && suites.every((suite) => strong.test(suite));
    return { tls: modern ? "modern" : "weak" };
  },
};

/** Milliseconds of a Go duration such as "4h0m0s". */
function durationMs(value: Value): number {
  const units: Record<string, number> = { h: 60 * minuteMs, m: minuteMs, s: 1000 };
  return [...String(value).matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ""] ?? 0),
    0,
  );
}

/** The settings of a kubelet that is restarted with these fields. @throws AppError for a field that it does not have. */
export function kubeletWith(fields: KubeletFields, settings: Readonly<NodeSettings>): Partial<NodeSettings> {
  const changed: Partial<NodeSettings> = {};
  for (const [field, value] of Object.entries(fields)) {
    const effect = effects[field];
    if (!effect) throw new AppError("invalid", `The kubelets of the fleet have no field "${field}".`);
    Object.assign(changed, effect(value, settings, fields));
  }
  return changed;
}
