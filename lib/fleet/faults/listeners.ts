import type { VantageKind } from "../../domain/vantage.ts";
import type { ExtraListener } from "../settings.ts";
import { always, everywhere, type FaultRule, outside } from "./fault-rule.ts";

/** From where nobody of the cluster's own machines stands. */
const strangers: VantageKind[] = [...outside, "pod"];

/** A program that listens beside Kubernetes' own; the fix ends it. */
function listenerRule(
  checkId: string,
  name: ExtraListener,
  port: number,
  vantages: VantageKind[],
  says: string,
): FaultRule {
  return {
    checkId,
    applies: (settings) => settings.extraListeners.includes(name),
    vantages: always(vantages),
    port: () => port,
    says,
    fix: ({ extraListeners }) => ({ extraListeners: extraListeners.filter((one) => !family(name).includes(one)) }),
  };
}

/** Programs that come together go together. */
const families: readonly ExtraListener[][] = [["cilium-hubble", "cilium-metrics"]];

function family(name: ExtraListener): ExtraListener[] {
  return families.find((names) => names.includes(name)) ?? [name];
}

const { calico, cilium, konnectivity, weave } = {
  calico: "calico-bgp-typha-exposed",
  cilium: "cilium-agent-ports-exposed",
  konnectivity: "konnectivity-server-exposed",
  weave: "weave-control-exposed",
};

/** k3s serves the join paths on 6443 to everybody. */
export const k3sSupervisorRule: FaultRule = {
  checkId: "k3s-rke2-supervisor-exposed",
  applies: (s) => s.apiServer && !s.apiFirewalled,
  vantages: always(strangers),
  port: () => 6443,
  says: "the supervisor answers other networks on the API server's port",
  fix: () => ({ apiFirewalled: true }),
};

export const listenerRules: FaultRule[] = [
  {
    checkId: "nodeport-orphan-listener",
    applies: (s) => s.orphanPort > 0,
    vantages: always(everywhere),
    port: (s) => s.orphanPort,
    says: "a process listens in the NodePort range and no Service declares the port",
    fix: () => ({ orphanPort: 0 }),
  },
  {
    checkId: "cni-overlay-udp-exposed",
    applies: (s) => s.overlayOpen,
    vantages: always(strangers),
    port: () => 8472,
    says: "VXLAN takes packets from other networks",
    fix: () => ({ overlayOpen: false }),
  },
  listenerRule("kubelet-legacy-cadvisor-port", "cadvisor", 4194, everywhere, "a cAdvisor of its own on 4194"),
  listenerRule("container-runtime-api-exposed", "docker", 2375, everywhere, "Docker's API without TLS on 2375"),
  listenerRule("metrics-exporter-exposed", "node-exporter", 9100, everywhere, "node metrics for everybody on 9100"),
  listenerRule("kubectl-proxy-exposed", "kubectl-proxy", 8001, everywhere, "a kubectl proxy listens for the network"),
  listenerRule("apiserver-insecure-port", "kubectl-proxy", 8001, everywhere, "8001 serves the API over plain HTTP"),
  listenerRule(calico, "typha", 5473, everywhere, "Typha takes clients without a certificate"),
  listenerRule(calico, "bgp", 179, strangers, "a BGP speaker answers strangers"),
  listenerRule(cilium, "cilium-hubble", 4244, everywhere, "Hubble tells its flows without a certificate"),
  listenerRule(cilium, "cilium-metrics", 9962, everywhere, "the agent shows its metrics to everybody"),
  listenerRule(weave, "weave", 6783, everywhere, "Weave takes peers without a password"),
  listenerRule(weave, "weave", 6782, everywhere, "Weave shows its metrics to everybody"),
  listenerRule(konnectivity, "konnectivity", 8133, everywhere, "the admin port shows its metrics"),
  listenerRule(konnectivity, "konnectivity", 8134, everywhere, "the health port shows its metrics"),
  listenerRule("microk8s-cluster-agent-exposed", "microk8s-agent", 25_000, strangers, "MicroK8s' join port is open"),
  listenerRule("talos-api-exposed", "talos-maintenance", 50_000, everywhere, "apid is in maintenance mode"),
  listenerRule("talos-api-exposed", "talos-apid", 50_000, strangers, "apid can be reached from other networks"),
  listenerRule("openshift-machine-config-exposed", "machine-config", 22_623, strangers, "Ignition for whoever asks"),
  listenerRule("unexpected-listener", "stray-files", 8443, everywhere, "a file server that somebody started by hand"),
  {
    checkId: "k3s-rke2-supervisor-exposed",
    applies: (s) => s.supervisor,
    vantages: always(strangers),
    port: () => 9345,
    says: "the supervisor answers other networks",
    fix: () => ({ supervisor: false }),
  },
];
