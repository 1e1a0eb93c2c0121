import type { Check } from "../../../lib/domain/check.ts";
import type { Distribution } from "../../../lib/domain/distribution.ts";
import type { RemediationContext } from "../../../lib/domain/remediation.ts";

const nodePort = 31080;
const byKind = { nodeport: nodePort, kubelet: 10250, etcd: 2379, "api-server": 6443 } as Partial<
  Record<string, number>
>;

/** Values of a node that does not exist (RFC 5737 addresses), for reading a remediation without a finding. */
export function sampleContext(check: Check, distribution: Distribution): RemediationContext {
  const onControlPlane = ["etcd", "api-server", "controller-manager", "scheduler"].includes(check.component);
  const name = onControlPlane ? "cp-1" : "worker-1";
  const address = onControlPlane ? "192.0.2.10" : "192.0.2.21";
  const port = check.ports[0] ?? byKind[check.component] ?? 10250;
  return {
    distribution,
    subject: { kind: "Node", uid: "sample", name, node: name, address, port, protocol: "TCP" },
    address,
    port,
    nodeName: name,
    controlPlaneAddresses: ["192.0.2.10"],
    podCIDRs: ["10.244.0.0/16"],
    clusterName: "sample",
    values: {},
  };
}
