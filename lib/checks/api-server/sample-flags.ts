import type { SettingComponent, SettingSource } from "../../domain/setting.ts";
import { at, hardened, type Seen, withInventory, withNode } from "../sample-evidence.ts";
import type { Row } from "../sample-verdicts.ts";
import { hiddenControlPlane, withStaticPod } from "./sample-api-server.ts";

/** kube-apiserver's flags on kubeadm with everything hardened that kubeadm leaves open. */
export const hardenedFlags: Record<string, string> = {
  "--authorization-mode": "Node,RBAC",
  "--enable-admission-plugins": "NodeRestriction",
  "--client-ca-file": "/etc/kubernetes/pki/ca.crt",
  "--kubelet-client-certificate": "/etc/kubernetes/pki/apiserver-kubelet-client.crt",
  "--kubelet-client-key": "/etc/kubernetes/pki/apiserver-kubelet-client.key",
  "--kubelet-certificate-authority": "/etc/kubernetes/pki/ca.crt",
  "--etcd-servers": "https://127.0.0.1:2379",
  "--etcd-cafile": "/etc/kubernetes/pki/etcd/ca.crt",
  "--etcd-certfile": "/etc/kubernetes/pki/apiserver-etcd-client.crt",
  "--etcd-keyfile": "/etc/kubernetes/pki/apiserver-etcd-client.key",
  "--profiling": "false",
  "--audit-policy-file": "/etc/kubernetes/pki/audit.yaml",
  "--audit-log-path": "/var/log/kubernetes/audit.log",
};

/** The hardened flags with some changed; `null` takes a flag away. */
export function withApiServerFlags(changes: Record<string, string | null> = {}, seen: Seen = hardened()): Seen {
  const all = Object.entries({ ...hardenedFlags, ...changes });
  const flags = Object.fromEntries(all.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  return withStaticPod("kube-apiserver", flags, seen);
}

export function source(changes: Partial<SettingSource>): SettingSource {
  return {
    component: "kube-apiserver",
    node: "cp-1",
    kind: "node-args",
    name: "annotation k3s.io/node-args of cp-1",
    at,
    values: {},
    ...changes,
  };
}

/** A k3s server whose annotation names these arguments of a component. */
export function k3sServer(
  values: SettingSource["values"] = {},
  component: SettingComponent = "kube-apiserver",
  roles = ["control-plane", "etcd"],
): Seen {
  const seen = withNode(hardened(), "cp-1", { distribution: "k3s", roles });
  const cluster = { ...seen.inventory.cluster, distribution: "k3s" as const, version: "v1.36.2+k3s1" };
  return withInventory(seen, { cluster, settingSources: [source({ component, values })] });
}

/** A control plane that nobody lists and no cloud is known to run. */
export function hostedElsewhere(): Seen {
  const seen = hiddenControlPlane();
  return withInventory(seen, { cluster: { ...seen.inventory.cluster, distribution: "unknown" } });
}

/** What every check of flags answers where there are none to read. */
export const rowsWithoutFlags: Row[] = [
  {
    when: "pods may not be listed",
    seen: withInventory(hardened(), { staticPods: null }),
    verdict: "unknown",
    says: /grant "list pods"/,
  },
  { when: "no static pod is seen", seen: hardened(), verdict: "unknown", says: /saw no static pod/ },
  {
    when: "the control plane is hosted by someone unknown",
    seen: hostedElsewhere(),
    verdict: "unknown",
    says: /No control-plane node/,
  },
];

/** EKS: workers and an endpoint. */
export const managedControlPlane = hiddenControlPlane;

export const managedRow: Row = {
  when: "AWS runs the control plane",
  seen: managedControlPlane(),
  verdict: "not-applicable",
  says: /AWS runs/,
};

/** A k3s server that was not read: its distribution's own flags are no proof by themselves. */
export const unreadK3s: Row = {
  when: "the arguments of a k3s server are not known",
  seen: withInventory(k3sServer(), { settingSources: [] }),
  verdict: "unknown",
  says: /node-args/,
};
