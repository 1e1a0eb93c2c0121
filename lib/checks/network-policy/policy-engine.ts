import type { Inventory } from "../../domain/inventory.ts";
import type { Workload } from "../../domain/workload.ts";
import type { Dialect } from "./engine/index.ts";

/** What enforces network policies in a cluster, as far as its workloads and flags show. */
export interface PolicyEngine {
  name: string;
  dialect: Dialect;
  /** null: not known. */
  enforces: boolean | null;
  /** Sentence: what it was recognised by. */
  why: string;
  /** Sentences: what this engine also obeys and nobody reads here. */
  unseen: string[];
  hostFirewall: boolean | null;
}

interface Sign {
  name: string;
  image: RegExp;
  dialect?: Dialect;
  enforces(workload: Workload, inventory: Inventory): boolean | null;
  unseen?: string;
}

const always = () => true;
const never = () => false;

/** kindnetd enforces policies since kind v0.24.0, whose image is of this day. */
const kindnetSince = 20240813;

function kindnetEnforces({ images }: Workload): boolean | null {
  const day = images.map((image) => /kindnetd:v(\d{8})/.exec(image)?.[1]).find((found) => found !== undefined);
  return day === undefined ? null : Number(day) >= kindnetSince;
}

/** The agent of the VPC CNI is installed with it and does nothing until it is switched on. */
function vpcCniEnforces({ images, flags }: Workload): boolean | null {
  const flag = flagOf(flags, "enable-network-policy");
  if (flag !== undefined) return flag === "true";
  return images.some((image) => /network-policy-agent/.test(image)) ? null : false;
}

/** Strongest first: where Calico or Cilium run beside another network, they enforce. */
const signs: readonly Sign[] = [
  {
    name: "Cilium",
    image: /(^|\/)(cilium(-ci)?|anetd)([:@]|$)/,
    dialect: "cilium",
    enforces: always,
    unseen: "Cilium's ConfigMap is not read: its policy enforcement mode is taken to be the default.",
  },
  {
    name: "Calico",
    image: /calico\/(node|canal)|calico-node|hardened-calico/,
    dialect: "calico",
    enforces: always,
    unseen: "NetworkSets and Tiers of Calico are not read.",
  },
  {
    name: "Antrea",
    image: /antrea\/antrea|antrea-agent|antrea-ubuntu/,
    enforces: always,
    unseen: "Antrea's own policies (crd.antrea.io) are not read; one of a higher tier may decide otherwise.",
  },
  {
    name: "OVN-Kubernetes",
    image: /ovn-kubernetes|ovnkube/,
    enforces: always,
    unseen: "EgressFirewalls of OVN-Kubernetes are not read; they may refuse more.",
  },
  { name: "Kube-OVN", image: /kube-ovn/, enforces: always },
  { name: "OpenShift SDN", image: /openshift-sdn|ose-sdn/, enforces: always },
  { name: "kube-network-policies", image: /kube-network-policies/, enforces: always },
  { name: "kube-router", image: /kube-router/, enforces: always },
  { name: "Weave Net", image: /weave-npc|weaveworks\/weave/, enforces: always },
  { name: "Azure Network Policy Manager", image: /azure-npm/, enforces: always },
  { name: "Amazon VPC CNI", image: /amazon-k8s-cni|aws-network-policy-agent/, enforces: vpcCniEnforces },
  { name: "kindnet", image: /kindnetd/, enforces: kindnetEnforces },
  { name: "flannel", image: /flannel/, enforces: never },
  { name: "Azure CNI without a policy engine", image: /azure-cns|azure-cni/, enforces: never },
  { name: "GKE without network policy enforcement", image: /netd-amd64|gke-netd|\/netd[:@]/, enforces: never },
];

/** Recognises the engine by the images of DaemonSets, k3s by its node arguments. */
export function policyEngine(inventory: Inventory): PolicyEngine {
  const daemons = (inventory.workloads ?? []).filter(({ kind }) => kind === "DaemonSet");
  for (const sign of signs) {
    const workload = daemons.find(({ images }) => images.some((image) => sign.image.test(image)));
    if (!workload) continue;
    return {
      name: sign.name,
      dialect: sign.dialect ?? dialectOfPolicies(inventory) ?? "api",
      enforces: sign.enforces(workload, inventory),
      why: `DaemonSet ${workload.namespace}/${workload.name} runs ${sign.name}.`,
      unseen: sign.unseen ? [sign.unseen] : [],
      hostFirewall: sign.dialect === "cilium" ? hostFirewallOf(workload) : null,
    };
  }
  return k3sEngine(inventory) ?? unknownEngine(inventory);
}

/** k3s brings flannel and kube-router's policy controller inside its own process. */
function k3sEngine(inventory: Inventory): PolicyEngine | null {
  const isK3s =
    inventory.cluster.distribution === "k3s" || inventory.nodes.some(({ distribution }) => distribution === "k3s");
  if (!isK3s) return null;
  const said = inventory.settingSources
    .filter(({ kind }) => kind === "node-args")
    .flatMap((source) => {
      const value = source.values["disable-network-policy"] ?? source.values["--disable-network-policy"];
      return value === undefined ? [] : [{ source, isDisabled: value === true || value === "true" || value === "" }];
    });
  const base = { name: "k3s' network policy controller", dialect: "api" as const, unseen: [], hostFirewall: null };
  const disabling = said.find(({ isDisabled }) => isDisabled)?.source;
  if (disabling) {
    const where = `${disabling.name} of ${disabling.node ?? "the cluster"}`;
    return { ...base, enforces: false, why: `${where} says --disable-network-policy.` };
  }
  if (said.length > 0) return { ...base, enforces: true, why: "The arguments of the k3s servers leave it on." };
  const why = "Whether the arguments of the k3s servers say --disable-network-policy was not read.";
  return { ...base, enforces: null, why };
}

function unknownEngine(inventory: Inventory): PolicyEngine {
  const dialect = dialectOfPolicies(inventory);
  const why =
    inventory.workloads === null
      ? 'DaemonSets could not be listed, so the network engine is not known: grant "list daemonsets".'
      : "No DaemonSet of a known network engine runs in the cluster.";
  return {
    name: "an unknown network engine",
    dialect: dialect ?? "api",
    enforces: null,
    why,
    unseen: [],
    hostFirewall: null,
  };
}

/** Policies of an engine's own kind speak for that engine. */
function dialectOfPolicies({ networkPolicies }: Inventory): Dialect | null {
  const kinds = new Set(networkPolicies?.policies.map(({ kind }) => kind));
  if (kinds.has("CiliumNetworkPolicy") || kinds.has("CiliumClusterwideNetworkPolicy")) return "cilium";
  const calico =
    kinds.has("CalicoNetworkPolicy") || kinds.has("CalicoGlobalNetworkPolicy") || kinds.has("CalicoHostEndpoint");
  return calico ? "calico" : null;
}

function hostFirewallOf({ flags }: Workload): boolean | null {
  const flag = flagOf(flags, "enable-host-firewall");
  return flag === undefined ? null : flag === "true";
}

function flagOf(flags: Record<string, string>, name: string): string | undefined {
  return flags[`--${name}`] ?? flags[name];
}
