import type { PortApproval } from "./port-approval.ts";
import type { Protocol } from "./port-state.ts";

export const exposureWays = [
  "NodePort",
  "LoadBalancer",
  "externalIPs",
  "healthCheckNodePort",
  "hostPort",
  "hostNetwork",
  "component",
] as const;
export type ExposureWay = (typeof exposureWays)[number];

/** Whose port it is, and how it came to be open on the node. */
export interface PortOwner {
  node: string | null;
  port: number;
  protocol: Protocol;
  via: ExposureWay;
  /** "Service", "Pod", or the component itself. */
  kind: string;
  namespace: string | null;
  name: string;
  uid: string | null;
  /** What runs behind it: "Deployment payments/api". */
  workloads: string[];
  selector: Record<string, string>;
  /** The field manager that wrote it last, with its time. */
  manager: { name: string; at: string | null } | null;
  /** "Helm release shop", "Argo CD application web", null where nothing says so. */
  deployedBy: string | null;
  createdAt: string | null;
  /** Port that it leads to, "8080" or "http". */
  targetPort: string | null;
  /** What the probe recognised; null where it was not looked at or nothing was recognised. */
  speaks: string | null;
  /** Of Services and workloads, as a scan keeps them: the annotation that approves it, null for none. */
  approval?: PortApproval | null;
  /** Value of its "team" or "owner" label, or of its namespace's; null where neither has one. */
  team?: string | null;
  /** Ready endpoints behind a Service; null where they could not be read. */
  readyEndpoints?: number | null;
}
