import { parse } from "yaml";
import { AppError } from "../../domain/errors.ts";
import type { Remediation, RemediationStep } from "../../domain/remediation.ts";
import type { NodeSettings } from "../settings.ts";
import { isFields } from "./patches.ts";

/** A control-plane component's flags as a remediation sets them, by their names without dashes. */
export interface FlagChange {
  component: string;
  flags: Map<string, string>;
}

const manifest = /^\/etc\/kubernetes\/manifests\/(kube-apiserver|kube-controller-manager|kube-scheduler|etcd)\.yaml$/;

/** Flags that a step writes into the manifest of a static pod; null where it is about something else. */
export function flagsIn({ file, code, language }: RemediationStep): FlagChange | null {
  const component = manifest.exec(file ?? "")?.[1];
  if (component === undefined || code === undefined || language !== "yaml") return null;
  const lines: unknown = parse(code);
  if (!Array.isArray(lines)) return null;
  return { component, flags: flagMap(lines.map(String)) };
}

/** "--name=value" of a command line. */
export function flagMap(words: string[]): Map<string, string> {
  const pairs = words.map((word) => /^--([a-z0-9-]+)(?:=(.*))?$/.exec(word));
  return new Map(pairs.flatMap((pair) => (pair?.[1] ? [[pair[1], pair[2] ?? "true"] as const] : [])));
}

interface Effects {
  node?: Partial<NodeSettings>;
  /** --service-node-port-range, which is one setting of the whole cluster. */
  nodePortRange?: string;
}
type Effect = (value: string, settings: Readonly<NodeSettings>, flags: ReadonlyMap<string, string>) => Effects;

const none: Effect = () => ({});
const node =
  (of: (value: string, settings: Readonly<NodeSettings>) => Partial<NodeSettings>): Effect =>
  (value, settings) => ({ node: of(value, settings) });
/** Counts once every flag of a pair is there. */
const together =
  (partner: string, of: Partial<NodeSettings>): Effect =>
  (_value, _settings, flags) =>
    flags.has(partner) ? { node: of } : {};
const hasPlain = (urls: string) => urls.split(",").some((url) => url.startsWith("http://"));
const everywhere = (urls: string) => /0\.0\.0\.0|\[::\]/.test(urls);
const mayMetrics = (paths: string) => paths.split(",").includes("/metrics");
const bind = node((value) => ({ controllersEverywhere: value !== "127.0.0.1" }));
const isModern = (value: string) => /^VersionTLS1[23]$/.test(value);

/** What each flag does to a component of the fleet; flags that the fleet does not vary do nothing. */
const effects: Record<string, Record<string, Effect>> = {
  "kube-apiserver": {
    "audit-log-maxage": none,
    "audit-log-maxbackup": none,
    "audit-log-maxsize": none,
    "audit-log-path": together("audit-policy-file", { auditLog: true }),
    "audit-policy-file": none,
    // Which paths it leaves open is in the file: see anonymousPaths.
    "authentication-config": none,
    "authorization-mode": node((value) => ({
      nodeAuthorizer: value.split(",").includes("Node"),
      apiAbacForAnyone: value.split(",").includes("ABAC"),
    })),
    "enable-admission-plugins": node((value) => ({ nodeRestriction: value.split(",").includes("NodeRestriction") })),
    "etcd-cafile": none,
    "etcd-certfile": together("etcd-keyfile", { etcdTls: true }),
    "etcd-keyfile": none,
    "kubelet-certificate-authority": node((value) => ({ kubeletAuthority: value !== "" })),
    "kubelet-client-certificate": together("kubelet-client-key", { kubeletClientCertificate: true }),
    "kubelet-client-key": none,
    profiling: none,
    "service-node-port-range": (value) => ({ nodePortRange: value }),
    "tls-cipher-suites": none,
    "tls-min-version": node((value) => ({ apiTls: isModern(value) ? "modern" : "weak" })),
    "token-auth-file": none,
  },
  "kube-controller-manager": {
    "authorization-always-allow-paths": node((value) => ({ controllerMetricsForAnyone: mayMetrics(value) })),
    "bind-address": bind,
    "cluster-signing-cert-file": none,
    "cluster-signing-key-file": none,
    "feature-gates": node((value) => ({
      servingRotationGateOff: value.split(",").includes("RotateKubeletServerCertificate=false"),
    })),
    port: node((value, { controllerManagerLegacyPort }) => ({
      controllerManagerLegacyPort: controllerManagerLegacyPort && value !== "0",
    })),
    profiling: none,
  },
  "kube-scheduler": {
    "authorization-always-allow-paths": node((value) => ({ schedulerMetricsForAnyone: mayMetrics(value) })),
    "bind-address": bind,
    port: node((value, { schedulerLegacyPort }) => ({ schedulerLegacyPort: schedulerLegacyPort && value !== "0" })),
    profiling: none,
  },
  etcd: {
    "advertise-client-urls": none,
    "auto-tls": node((value) => ({ etcdAutoTls: value === "true" })),
    "cert-file": none,
    "client-cert-auth": node((value, { etcdClient }) =>
      value === "true" && etcdClient === "tls" ? { etcdClient: "mutual-tls" } : {},
    ),
    "key-file": none,
    "listen-client-urls": (value, { etcdClient }, flags) => {
      const secured = etcdClient === "plain" && !hasPlain(value) && flags.has("cert-file") && flags.has("key-file");
      return { node: { etcdAllInterfaces: everywhere(value), ...(secured ? { etcdClient: "tls" } : {}) } };
    },
    "listen-metrics-urls": node((value) => ({ etcdMetrics: value.includes("//127.0.0.1:") ? "loopback" : "node" })),
    "listen-peer-urls": node((value) => ({ etcdAllInterfaces: everywhere(value) })),
    "peer-auto-tls": none,
    "peer-cert-file": none,
    "peer-client-cert-auth": node((value, { etcdPeer }) =>
      value === "true" && etcdPeer === "open" ? { etcdPeer: "mutual-tls" } : {},
    ),
    "peer-key-file": none,
    "peer-trusted-ca-file": none,
    "trusted-ca-file": none,
  },
};

/**
 * What these flags make of a node. A component that is given a flag which it does not have would not start.
 * @throws AppError for such a flag.
 */
export function componentWith({ component, flags }: FlagChange, settings: Readonly<NodeSettings>): Effects {
  const changed: Effects = {};
  for (const [flag, value] of flags) {
    const effect = effects[component]?.[flag];
    if (!effect) throw new AppError("invalid", `The fleet's ${component} has no flag --${flag}.`);
    const { node: ofNode, ...rest } = effect(value, settings, flags);
    Object.assign(changed, rest);
    if (ofNode) changed.node = { ...changed.node, ...ofNode };
  }
  return changed;
}

/** Profiling is one setting of the fleet's control plane: off once all three are told so. */
export function profilingOff(changes: FlagChange[]): boolean {
  const told = changes.filter(({ flags }) => flags.get("profiling") === "false").map(({ component }) => component);
  return ["kube-apiserver", "kube-controller-manager", "kube-scheduler"].every((one) => told.includes(one));
}

/** What an AuthenticationConfiguration of the remediation leaves open to callers without credentials. */
export function anonymousPaths({ steps }: Remediation): Partial<NodeSettings> {
  for (const { code, language } of steps) {
    if (language !== "yaml" || !code?.includes("kind: AuthenticationConfiguration")) continue;
    const found: unknown = parse(code);
    const anonymous = isFields(found) && isFields(found.anonymous) ? found.anonymous : {};
    if (anonymous.enabled !== true) return { apiAnonymous: "off" };
    const conditions = Array.isArray(anonymous.conditions) ? anonymous.conditions.filter(isFields) : [];
    const paths = conditions.map(({ path }) => path);
    if (paths.length === 0) return { apiAnonymous: "on" };
    return { apiAnonymous: paths.includes("/healthz") ? "health-checks" : "probes-only" };
  }
  return {};
}
