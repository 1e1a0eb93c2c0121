import type { Distribution } from "../../domain/distribution.ts";
import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { Door } from "../../domain/workload.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import type { FixFor } from "../remediation-by.ts";
import { flagRemediation } from "./flag-remediation.ts";

export type SecureComponent = "kube-controller-manager" | "kube-scheduler";

/** The door that a scraper of each component walks through. */
export const secureAccess: Record<SecureComponent, Door> = {
  "kube-controller-manager": "controller-manager-metrics",
  "kube-scheduler": "scheduler-metrics",
};

const managed: readonly Distribution[] = ["eks", "gke", "aks"];

/** Binding a component's authenticated port to loopback. */
export function securePortRemediation(name: SecureComponent, port: number) {
  return flagRemediation({
    component: name,
    flags: () => [["bind-address", "127.0.0.1"]],
    summary: `Bind ${name} to loopback.`,
    own: { openshift: onOpenshift(name, port) },
    verify: () => ({
      command: `ss -H -tln 'sport = :${port}'`,
      expect: `127.0.0.1:${port} and no other address, when run on the node`,
    }),
  });
}

const onOpenshift =
  (name: SecureComponent, port: number): FixFor =>
  (context) => ({
    summary: `OpenShift binds ${name} to the node network by design, with logins delegated to the API server.`,
    steps: [
      {
        text: `Keep ${port}/TCP of ${nodeOf(context)} to the cluster's own networks, by the cloud's security group or an IngressNodeFirewall, and accept the finding with that as its reason.`,
        language: "bash",
        code: `ss -H -tlnp 'sport = :${port}'`,
      },
    ],
    undo: "Remove the firewall rule again; OpenShift's own configuration was not changed.",
  });

const addressOrCidr = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*)(\/\d{1,3})?$/i;

/** Addresses as CIDRs; what is no address has no place in a rule. */
export function cidrsOf(addresses: readonly string[]): string[] {
  return addresses
    .filter((text) => addressOrCidr.test(text))
    .map((text) => (text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`));
}

/** Nobody but the node itself; OpenShift's monitoring reads it from pods. */
export function secureFirewall(
  name: SecureComponent,
  port: number,
  { distribution, controlPlaneAddresses, podCIDRs }: RemediationContext,
): NetworkIntent | null {
  if (managed.includes(distribution)) return null;
  const base = {
    name: `${name}-${port}`,
    on: "control-plane",
    ports: [{ port, protocol: "TCP" }],
  } satisfies Partial<NetworkIntent>;
  if (distribution !== "openshift")
    return { ...base, purpose: `Only the node itself asks ${name}: its liveness probe.`, allow: [] };
  const allow = [
    { label: "control plane", cidrs: cidrsOf(controlPlaneAddresses) },
    { label: "pods, for the cluster's monitoring", cidrs: cidrsOf(podCIDRs) },
  ].filter(({ cidrs }) => cidrs.length > 0);
  return { ...base, purpose: `The control plane and the cluster's monitoring ask ${name}.`, allow };
}
