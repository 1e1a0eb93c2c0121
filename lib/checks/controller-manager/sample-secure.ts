import type { ComponentFacts } from "../../domain/observation.ts";
import { certificate, exchange, hardened, type Seen, tls, withInventory, withPort } from "../sample-evidence.ts";
import type { Row } from "../sample-verdicts.ts";
import type { SecureComponent } from "./secure-port-remediation.ts";

const paths = ["/healthz", "/metrics", "/configz", "/debug/pprof/"];

/** A component over TLS at a port of cp-1, as recorded from 1.36: health is open, the rest by `status`. */
export function withSecure(component: SecureComponent, port: number, status: number, open: string[] = []): Seen {
  const answered = (path: string) => (path === "/healthz" || open.includes(path) ? 200 : status);
  const openPaths = paths.filter((path) => answered(path) === 200);
  const facts: ComponentFacts = {
    component,
    openPaths,
    healthz: true,
    pprof: openPaths.includes("/debug/pprof/"),
    mode: null,
  };
  return withPort(hardened(), "cp-1", port, {
    state: "open",
    service: component,
    component: facts,
    tls: tls({ certificate: madeAtStart() }),
    exchanges: paths.map((path) => exchange(`https://192.0.2.10:${port}${path}`, answered(path), "answer")),
  });
}

export function madeAtStart(changes: Parameters<typeof certificate>[2] = {}) {
  return certificate("cp-1", "192.0.2.10", {
    subject: "CN=localhost@1795247904",
    issuer: "CN=localhost-ca@1795247904",
    notAfter: "2027-11-21T06:58:24.000Z",
    ...changes,
  });
}

/** The control plane of a provider: two workers, and nothing of it to be seen. */
export function providerRun(): Seen {
  const seen = hardened();
  const nodes = seen.inventory.nodes.filter(({ name }) => name !== "cp-1");
  const observations = seen.observations.filter(({ node }) => node !== "cp-1");
  const cluster = { ...seen.inventory.cluster, distribution: "eks" as const, endpoint: "https://192.0.2.1" };
  return withInventory({ ...seen, observations }, { nodes, cluster });
}

/** k3s tells its arguments on the Node; what they leave out it sets itself. */
export function withNodeArgs(component: SecureComponent, values: Record<string, string>, seen: Seen): Seen {
  const nodes = seen.inventory.nodes.map((node) => ({ ...node, distribution: "k3s" as const }));
  const source = { component, node: "cp-1", kind: "node-args", name: "annotation k3s.io/node-args" } as const;
  return withInventory(seen, { nodes, settingSources: [{ ...source, at: "2026-11-21T08:00:00.000Z", values }] });
}

/** A node that left the cluster after it was judged. */
export function goneRow(port: number): Row {
  return {
    when: "the node is gone",
    seen: withInventory(hardened(), { nodes: [] }),
    subject: { kind: "Node", uid: "uid-cp-1", name: "cp-1", node: "cp-1", port },
    verdict: "not-applicable",
  };
}
