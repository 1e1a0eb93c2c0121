import type { Observation, Product, ProductFacts } from "../domain/observation.ts";
import { hardened, type Seen, withInventory, withNode, withPort } from "./sample-evidence.ts";

export function productFacts(product: Product, changes: Partial<ProductFacts> = {}): ProductFacts {
  return { product, access: "open", version: null, answered: [], details: [], ...changes };
}

/** A port of worker-1 (or another place) at which a product was recognised. */
export function withProduct(
  port: number,
  product: Product,
  changes: Partial<ProductFacts> & { observation?: Partial<Observation>; node?: string } = {},
  seen: Seen = hardened(),
): Seen {
  const { observation = {}, node = "worker-1", ...facts } = changes;
  return withPort(seen, node, port, {
    state: "open",
    service: product,
    product: productFacts(product, facts),
    ...observation,
  });
}

/** Every node of a distribution, or a node alone. */
export function withDistribution(
  distribution: "k3s" | "rke2" | "openshift" | "talos" | "microk8s",
  seen: Seen = hardened(),
): Seen {
  return seen.inventory.nodes.reduce((changed, { name }) => withNode(changed, name, { distribution }), seen);
}

/** A DaemonSet's pod of this image on every node. */
export function withImage(image: string, seen: Seen = hardened()): Seen {
  const pods = seen.inventory.nodes.map(({ name }) => ({
    uid: `uid-${image}-${name}`,
    namespace: "kube-system",
    name: `agent-${name}`,
    node: name,
    labels: {},
    podIPs: [],
    hostNetwork: true,
    serviceAccount: "agent",
    owner: { kind: "DaemonSet", name: "agent" },
    containers: [{ name: "agent", image, ports: [] }],
    createdAt: null,
  }));
  return withInventory(seen, { pods });
}
