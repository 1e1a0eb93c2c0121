import { always, everywhere, type FaultRule } from "./fault-rule.ts";

const checkId = "setting-contradicts-wire";

/** What answers is not what the ConfigMap kubelet-config says; only kubeadm has one. */
export const contradictionRules: FaultRule[] = [
  {
    checkId,
    applies: (s) => s.anonymous,
    vantages: always(everywhere),
    port: (s) => s.kubeletPort,
    says: "kubelet-config says that anonymous access is off, and the kubelet takes strangers",
    fix: () => ({ anonymous: false }),
  },
  {
    checkId,
    applies: (s) => s.readOnlyPort,
    vantages: always(everywhere),
    port: () => 10_255,
    says: "kubelet-config says readOnlyPort 0, and 10255 answers",
    fix: () => ({ readOnlyPort: false }),
  },
  {
    checkId,
    applies: (s) => s.healthzEverywhere,
    vantages: always(everywhere),
    port: () => 10_248,
    says: "kubelet-config keeps the health port on loopback, and it answers on every address",
    fix: () => ({ healthzEverywhere: false }),
  },
];
