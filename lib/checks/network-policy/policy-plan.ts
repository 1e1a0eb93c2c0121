import type { RemediationContext } from "../../domain/remediation.ts";
import type { Dialect } from "./engine/index.ts";
import { fieldsOf, listOf, numberOf, textOf, textsOf } from "./engine/spec-fields.ts";
import type { ApiEndpoint, ClusterDns } from "./required-peers.ts";

/** Pods that a Service opens to the outside. */
export interface Exposure {
  service: string;
  selector: Record<string, string>;
  ports: { port: number | string; protocol: string }[];
}

/** A policy's own manifest, rewritten. */
export interface Rewritten {
  name: string;
  spec: Record<string, unknown>;
}

/** The cluster's own values that generated policies are made of; they travel as JSON in the values of a judgement. */
export interface PolicyPlan {
  engine: Dialect;
  /** The namespace; of a finding about the cluster, those that it concerns. */
  namespaces: string[];
  dns: Omit<ClusterDns, "pods">;
  apiServers: ApiEndpoint[];
  /** Networks of single node addresses or, in a large cluster, the subnets they lie in. */
  nodes: string[];
  exposed: Exposure[];
  /** Selectors of pods that a policy isolates already, so that an added rule isolates nobody else. */
  selectors: unknown[];
  /** Labels of pods that read kubelets and must go on doing so. */
  readers: Record<string, string>[];
  rewritten: Rewritten[];
  /** Namespaces whose pods read kubelets, and which rules for the whole cluster leave out. */
  exempt?: string[];
  /** Some of the pods are isolated by no policy at all. */
  unisolated?: boolean;
}

export function planValues(plan: PolicyPlan): Record<string, string> {
  return { plan: JSON.stringify(plan) };
}

/** The plan of a judgement; without one, what the context itself says of the cluster. */
export function planOf(context: RemediationContext): PolicyPlan {
  const given = fieldsOf(parse(context.values.plan));
  const dns = fieldsOf(given.dns);
  const engine = textOf(given.engine);
  return {
    engine: engine === "cilium" || engine === "calico" ? engine : "api",
    namespaces: textsOf(given.namespaces) ?? [context.subject.name],
    dns: {
      namespace: textOf(dns.namespace) ?? "kube-system",
      labels: labelsOf(dns.labels) ?? { "k8s-app": "kube-dns" },
      ports: numbersOf(dns.ports) ?? [53],
      nodeLocal: textOf(dns.nodeLocal) ?? null,
    },
    apiServers: (
      listOf(given.apiServers) ?? context.controlPlaneAddresses.map((address) => ({ address, port: 6443 }))
    ).flatMap(({ address, port }) => {
      const [text, number] = [textOf(address), numberOf(port)];
      return text !== undefined && number !== undefined ? [{ address: text, port: number }] : [];
    }),
    nodes: textsOf(given.nodes) ?? [],
    exposed: (listOf(given.exposed) ?? []).map((entry) => ({
      service: textOf(entry.service) ?? "",
      selector: labelsOf(entry.selector) ?? {},
      ports: (listOf(entry.ports) ?? []).map(({ port, protocol }) => ({
        port: typeof port === "number" ? port : String(port),
        protocol: textOf(protocol) ?? "TCP",
      })),
    })),
    selectors: listOf(given.selectors) ?? [{}],
    readers: (listOf(given.readers) ?? []).flatMap((entry) => {
      const labels = labelsOf(entry);
      return labels ? [labels] : [];
    }),
    exempt: textsOf(given.exempt) ?? [],
    unisolated: given.unisolated === true,
    rewritten: (listOf(given.rewritten) ?? []).map(({ name, spec }) => ({
      name: textOf(name) ?? "",
      spec: fieldsOf(spec),
    })),
  };
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    // Values of an older scan that this version does not write: the context's own values serve.
    return null;
  }
}

function labelsOf(value: unknown): Record<string, string> | undefined {
  const entries = Object.entries(fieldsOf(value)).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function numbersOf(value: unknown): number[] | undefined {
  const numbers = Array.isArray(value) ? value.filter((entry) => typeof entry === "number") : [];
  return numbers.length > 0 ? numbers : undefined;
}
