import type { StaticPod } from "../../domain/inventory.ts";
import type { ApiServerFacts, Exchange, Observation } from "../../domain/observation.ts";
import {
  addresses,
  certificate,
  exchange,
  hardened,
  type Seen,
  tls,
  withInventory,
  withPort,
} from "../sample-evidence.ts";

const address = addresses["cp-1"] ?? "";

/** Facts of an API server that scopes anonymous access to health paths, as recorded from 1.36. */
export function apiServer(changes: Partial<ApiServerFacts> = {}): ApiServerFacts {
  return {
    transport: "https",
    anonymous: "disabled",
    livez: "ok",
    version: null,
    readable: [],
    disclosed: [],
    rules: [],
    ...changes,
  };
}

/** Anonymous access on, as Kubernetes has it by default: 403 on /api, 200 on /version. */
export const byDefault = apiServer({
  anonymous: "authenticated",
  version: "v1.36.2",
  disclosed: ["/version", "/healthz?verbose"],
});

/** system:anonymous bound to cluster-admin. */
export const adminForAll = apiServer({
  anonymous: "open",
  version: "v1.36.2",
  readable: ["namespaces", "nodes", "pods", "secrets"],
  disclosed: ["/version", "/metrics"],
});

const reviewPath = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
const statusOf = { disabled: 401, authenticated: 403, open: 200, unknown: null };

function answers(facts: ApiServerFacts, port: number): Exchange[] {
  const base = `${facts.transport}://${address}:${port}`;
  const list = facts.readable.includes("namespaces") ? 200 : facts.anonymous === "disabled" ? 401 : 403;
  return [
    exchange(`${base}/api`, statusOf[facts.anonymous], 'forbidden: User "system:anonymous"'),
    exchange(`${base}/livez`, facts.livez === "ok" ? 200 : 401, "ok"),
    exchange(`${base}/api/v1/namespaces`, list, "NamespaceList"),
    ...facts.rules.map((rule) => exchange(base + reviewPath, 201, rule, { method: "POST" })),
    ...facts.disclosed.map((path) => exchange(base + path, 200, path)),
  ];
}

/** An API server that answers at a port of cp-1, or at the endpoint where `node` is null. */
export function withApiServer(
  facts: ApiServerFacts,
  {
    port = 6443,
    seen = hardened(),
    node = "cp-1",
    changes = {},
  }: {
    port?: number;
    seen?: Seen;
    node?: string | null;
    changes?: Partial<Observation>;
  } = {},
): Seen {
  const served = certificate("cp-1", address, { dnsNames: ["kubernetes.default.svc", "cp-1"] });
  return withPort(seen, node, port, {
    state: "open",
    service: "kube-apiserver",
    apiServer: facts,
    exchanges: answers(facts, port),
    ...(facts.transport === "https" ? { tls: tls({ certificate: served }) } : {}),
    ...changes,
  });
}

/** A static pod on cp-1 with these flags. */
export function withStaticPod(
  component: StaticPod["component"],
  flags: Record<string, string>,
  seen: Seen = hardened(),
): Seen {
  const pod: StaticPod = {
    node: "cp-1",
    namespace: "kube-system",
    name: `${component}-cp-1`,
    component,
    flags,
    image: null,
  };
  return withInventory(seen, { staticPods: [pod] });
}

/** The control plane hidden, as at a provider: two workers and an endpoint. */
export function hiddenControlPlane(): Seen {
  const seen = hardened();
  const nodes = seen.inventory.nodes.filter(({ name }) => name !== "cp-1");
  const cluster = { ...seen.inventory.cluster, distribution: "eks" as const, endpoint: "https://192.0.2.1" };
  return withInventory(seen, { nodes, cluster });
}
