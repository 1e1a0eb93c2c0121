import type { RemediationContext } from "../../domain/remediation.ts";
import { nodeOf } from "../api-server/component-flags.ts";
import { talosSteps } from "../api-server/server-args.ts";
import { shellUrl } from "../api-server/static-pod-remediation.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";

const summary = "Bind kube-proxy's metrics to loopback.";
const restart = "kubectl -n kube-system rollout restart ds/kube-proxy";

const configMap =
  (name: string, note: string): FixFor =>
  () => ({
    summary,
    steps: [
      {
        text: `In ConfigMap kube-system/${name}, set this. ${note}`,
        file: `configmap/kube-system/${name}`,
        language: "yaml",
        code: "metricsBindAddress: 127.0.0.1:10249",
      },
      { text: "Restart kube-proxy on every node.", language: "bash", code: restart },
    ],
    undo: `Put the old metricsBindAddress back and run: ${restart}`,
  });

const rancher =
  (product: "k3s" | "rke2", services: string): FixFor =>
  (context: RemediationContext) => ({
    summary,
    steps: [
      {
        text: `On ${nodeOf(context)} and every other node, replace a contrary kube-proxy-arg.`,
        file: `/etc/rancher/${product}/config.yaml`,
        language: "yaml",
        code: 'kube-proxy-arg:\n  - "metrics-bind-address=127.0.0.1:10249"',
      },
      { text: "Restart the service that runs on the node.", language: "bash", code: services },
    ],
    undo: "Take the argument out again and restart.",
  });

const told =
  (text: string, detail: string): FixFor =>
  () => ({
    summary: text,
    steps: [{ text: detail }],
    undo: "Take the firewall rule out again; kube-proxy was not changed.",
  });

/** Binding kube-proxy's metrics to loopback. */
export const kubeProxyRemediation = remediationBy({
  own: {
    kubeadm: configMap("kube-proxy", "It stands in the key config.conf."),
    k3s: rancher("k3s", "systemctl restart k3s || systemctl restart k3s-agent"),
    rke2: rancher("rke2", "systemctl restart rke2-server || systemctl restart rke2-agent"),
    eks: configMap(
      "kube-proxy-config",
      "Add-on versions shipped 127.0.0.1:10249 and 0.0.0.0:10249: read it first. With the managed add-on use its configuration values where offered; an edit is reverted by the next update.",
    ),
    gke: told(
      "Google manages kube-proxy as a static pod; it cannot be configured.",
      "Close 10249/TCP to everything but the nodes in the VPC firewall, or move to Dataplane V2, which has no kube-proxy.",
    ),
    aks: told(
      "Azure manages kube-proxy; az aks update --kube-proxy-config (preview) covers few fields.",
      "Close 10249/TCP to everything but the nodes in the network security group.",
    ),
    openshift: told(
      "OVN-Kubernetes has no kube-proxy.",
      "Find what listens on the port with ss -ltnp; where OpenShift SDN still runs kube-proxy, its operator owns the setting.",
    ),
    talos: (context) => ({
      summary: `${summary} With Cilium's replacement set cluster.proxy.disabled: true instead.`,
      steps: talosSteps(context, 'cluster:\n  proxy:\n    extraArgs:\n      metrics-bind-address: "127.0.0.1:10249"'),
      undo: "Apply the opposite patch with talosctl patch mc.",
    }),
  },
  generic: configMap(
    "kube-proxy",
    "Where kube-proxy runs with flags instead, use --metrics-bind-address=127.0.0.1:10249.",
  ),
  verify: (context) => ({
    command: `curl -s -m 3 ${shellUrl("http", context, "/proxyMode")}; echo rc=$?`,
    expect: "rc=7, when run from another machine; on the node `ss -H -tln 'sport = :10249'` shows 127.0.0.1:10249",
  }),
});
