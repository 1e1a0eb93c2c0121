import type { ClusterService } from "../../domain/inventory.ts";
import type { HttpFacts, Observation } from "../../domain/observation.ts";
import type { Subject } from "../../domain/subject.ts";
import type { ClusterPod } from "../../domain/workload.ts";
import { exchange, hardened, type Seen, withInventory, withPort } from "../sample-evidence.ts";
import { approvalAnnotation, untilAnnotation } from "./approval.ts";

/** payments/debug-tmp on 32555, exposed with kubectl 213 days before the scan. */
export function service(changes: Partial<ClusterService> = {}): ClusterService {
  return {
    uid: "uid-debug",
    namespace: "payments",
    name: "debug-tmp",
    type: "NodePort",
    ports: [{ name: null, port: 8080, targetPort: "8080", nodePort: 32555, protocol: "TCP" }],
    healthCheckNodePort: null,
    externalIPs: [],
    declaredExternalIPs: [],
    externalTrafficPolicy: "Cluster",
    loadBalancer: null,
    selector: { app: "worker" },
    labels: {},
    annotations: {},
    managers: [{ name: "kubectl-expose", at: "2026-04-22T08:00:00.000Z" }],
    readyEndpoints: 2,
    createdAt: "2026-04-22T08:00:00.000Z",
    ...changes,
  };
}

/** A pod behind payments/debug-tmp. */
export function samplePod(changes: Partial<ClusterPod> = {}): ClusterPod {
  return {
    uid: "uid-api-1",
    namespace: "payments",
    name: "api-1",
    node: "worker-1",
    labels: { app: "worker" },
    podIPs: ["10.244.1.7"],
    hostNetwork: false,
    serviceAccount: "default",
    owner: { kind: "Deployment", name: "api" },
    containers: [],
    createdAt: "2026-04-22T08:00:00.000Z",
    ...changes,
  };
}

export const approved = (value: string, until?: string) =>
  service({ annotations: { [approvalAnnotation]: value, ...(until ? { [untilAnnotation]: until } : {}) } });

export const debugSubject: Subject = {
  kind: "Service",
  uid: "uid-debug",
  name: "debug-tmp",
  namespace: "payments",
  port: 32555,
  protocol: "TCP",
};

export function withServices(...services: ClusterService[]): Seen {
  return withInventory(hardened(), { services });
}

/** Services could not be listed for want of a permission. */
export const withoutServices: Seen = withInventory(hardened(), {
  services: null,
  lost: [{ need: "list services", why: "403", grant: '- apiGroups: [""]' }],
});

export function page(changes: Partial<HttpFacts> = {}): HttpFacts {
  return {
    scheme: "http",
    status: 200,
    server: "nginx",
    title: "payment worker",
    authentication: "none",
    location: null,
    bodyBytes: 512,
    contentKind: "page",
    ...changes,
  };
}

/** The node port open on both workers, with what answers there. */
export function withAnswer(seen: Seen, http: HttpFacts | null, changes: Partial<Observation> = {}): Seen {
  const answer: Partial<Observation> = {
    state: "open",
    ...(http
      ? { service: http.scheme, http, exchanges: [exchange("http://192.0.2.21:32555/", http.status, "page")] }
      : {}),
    ...changes,
  };
  return withPort(withPort(seen, "worker-1", 32555, answer), "worker-2", 32555, answer);
}

/** The node port in one state on every node. */
export function withState(seen: Seen, state: Observation["state"], port = 32555): Seen {
  return ["cp-1", "worker-1", "worker-2"].reduce((before, name) => withPort(before, name, port, { state }), seen);
}
