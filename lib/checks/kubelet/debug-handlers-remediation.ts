import { shellQuote } from "../../domain/shell-quote.ts";
import { dropIn, type KubeletSetting, kubeletSetting } from "./kubelet-remediation.ts";
import { isServer } from "./node-words.ts";

/** These fields have no flags: where the kubelet runs on flags, a drop-in carries them. */
const setting: KubeletSetting = {
  summary: "Switch the kubelet's profiling and debug-flag handlers off, and leave enableDebuggingHandlers on.",
  config: () => ({ enableProfilingHandler: false, enableDebugFlagsHandler: false, enableSystemLogQuery: false }),
  flags: () => ({}),
  verify: ({ nodeName, address }) => ({
    command: `kubectl get --raw ${shellQuote(`/api/v1/nodes/${encodeURIComponent(nodeName ?? address)}/proxy/debug/pprof/cmdline`)}`,
    expect: "an error: the server could not find the requested resource, or does not allow this method",
  }),
  own: {
    k3s: dropIn(
      "/var/lib/rancher/k3s/agent/etc/kubelet.conf.d",
      (context) => `sudo systemctl restart ${isServer(context) ? "k3s" : "k3s-agent"}`,
      () => setting,
    ),
    rke2: dropIn(
      "/var/lib/rancher/rke2/agent/etc/kubelet.conf.d",
      (context) => `sudo systemctl restart ${isServer(context) ? "rke2-server" : "rke2-agent"}`,
      () => setting,
    ),
    microk8s: dropIn(
      "/var/snap/microk8s/current/args/kubelet.d",
      () =>
        "grep -q config-dir /var/snap/microk8s/current/args/kubelet || echo --config-dir=/var/snap/microk8s/current/args/kubelet.d | sudo tee -a /var/snap/microk8s/current/args/kubelet\nsudo snap restart microk8s.daemon-kubelite",
      () => setting,
    ),
  },
};

export const debugHandlersRemediation = kubeletSetting(setting);
