import type { Protocol } from "../port-state.ts";

/** Who has business at a port. */
export const reaches = [
  "self",
  "control-plane",
  "nodes",
  "pods",
  "admin",
  "monitoring",
  "load-balancer",
  "routers",
  "internet",
  "other-clusters",
  "approved",
  "none",
] as const;
export type Reach = (typeof reaches)[number];

/**
 * What a port number usually is on a Kubernetes node. Numbers are defaults and are shared between products: a row says
 * what to expect, never what is there.
 */
export interface ReferencePort {
  /** First and last of each range. */
  ports: readonly (readonly [first: number, last: number])[];
  protocol: Protocol;
  component: string;
  product: string;
  purpose: string;
  /** Where it listens by default. */
  bind: string;
  reach: readonly Reach[];
  /** Default authentication. */
  authentication: string;
  /** What it means when others reach it. */
  risk: string;
  /** How sure this row is; "high" was seen in the product's own documentation or source. */
  confidence: "high" | "medium" | "low";
  /** Checks that look at it. */
  checks: readonly string[];
}
