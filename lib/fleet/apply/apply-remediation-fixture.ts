import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import type { Fleet } from "../index.ts";
import { configMapObjects } from "../objects/configuration.ts";
import { staticPodsOf } from "../objects/static-pods.ts";
import { type ClusterState, type NodeState, visibleNodes } from "../state.ts";
import { proxyFields, proxyWith } from "./kube-proxy-fragment.ts";
import { type KubeletFields, kubeletFields, kubeletWith } from "./kubelet-fragment.ts";
import { filterOf, loadFilter } from "./packet-filter.ts";
import { isFields } from "./patches.ts";
import { editedManifest, kubectlSteps, runSteps } from "./shell-steps-fixture.ts";
import { anonymousPaths, componentWith, type FlagChange, flagMap, flagsIn, profilingOff } from "./static-pod-flags.ts";

/** Ways in which a remediation was carried out on the fleet. */
export const appliedWays = [
  "kubelet configuration",
  "static pod flags",
  "kube-proxy configuration",
  "packet filter",
  "kubectl",
] as const;
export type AppliedWay = (typeof appliedWays)[number];

/** Where the scanner stands; its address decides what a packet filter does to it. */
export interface ApplyContext extends Pick<RemediationContext, "nodeName" | "address"> {
  vantage: VantageKind;
  /** What a person does in `kubectl edit`, as KUBE_EDITOR; steps that need one are left out without it. */
  editor?: string;
}

/**
 * Carries a remediation out on the fleet as it is written: fragments are parsed and applied to the node, kubectl runs
 * for real against the fleet's API server. Empty where nothing of it could be; then the fault's own fix remains.
 * @throws AppError for a field or a flag that the component does not have, and for a command that failed.
 */
export async function applyRemediation(
  fleet: Fleet,
  cluster: string,
  remediation: Remediation,
  context: ApplyContext,
): Promise<AppliedWay[]> {
  const ways = new Set<AppliedWay>();
  const edits = await manifestEdits(fleet, cluster, remediation, context);
  await fleet.change(cluster, (state) => {
    const node = nodeOf(state, context);
    for (const way of [
      ...(node ? onNode(state, node, remediation, context, edits) : []),
      ...onProxies(state, remediation),
    ])
      ways.add(way);
  });
  const { editor } = context;
  const steps = kubectlSteps(remediation, editor);
  if (steps.length > 0) {
    await runSteps(steps, remediation, { kubeconfig: fleet.kubeconfig, cluster, editor });
    ways.add("kubectl");
  }
  return appliedWays.filter((way) => ways.has(way));
}

function nodeOf(state: ClusterState, { nodeName, address }: ApplyContext): NodeState | undefined {
  return state.nodes.find((node) => node.name === nodeName) ?? state.nodes.find((node) => node.home === address);
}

function onNode(
  state: ClusterState,
  node: NodeState,
  remediation: Remediation,
  context: ApplyContext,
  edits: FlagChange[],
): AppliedWay[] {
  const ways: AppliedWay[] = [];
  for (const step of remediation.steps) {
    const fields = kubeletFields(step) ?? fieldsOfCluster(state, step);
    if (fields) Object.assign(node.settings, kubeletWith(fields, node.settings));
    if (fields) ways.push("kubelet configuration");
    const rules = filterOf(step);
    const nodes = step.text.includes("every node") ? visibleNodes(state) : [node];
    const scanner = addressOf(state, context.vantage);
    const closed = nodes.flatMap((one) => (rules ? loadFilter(one, rules, scanner) : []));
    if (closed.length > 0) ways.push("packet filter");
  }
  const changes = [...remediation.steps.flatMap((step) => flagsIn(step) ?? []), ...edits];
  for (const change of changes) {
    const { node: settings, nodePortRange } = componentWith(change, node.settings);
    Object.assign(node.settings, settings);
    if (nodePortRange !== undefined)
      state.settings.nodePortRange = nodePortRange === "30000-32767" ? null : nodePortRange;
  }
  if (changes.length === 0) return ways;
  if (profilingOff(changes)) node.settings.profilingOff = true;
  if (changes.some(({ flags }) => flags.has("authentication-config")))
    Object.assign(node.settings, anonymousPaths(remediation));
  return [...ways, "static pod flags"];
}

/** What kubeadm brings to the node from the ConfigMap of all kubelets. */
function fieldsOfCluster(state: ClusterState, { code = "", text }: RemediationStep): KubeletFields | null {
  if (!/^sudo kubeadm upgrade node phase kubelet-config$/m.test(code) || text.startsWith("Keep it")) return null;
  const found = configMapObjects(state, "").find(({ metadata }) => metadata.name === "kubelet-config");
  const configuration = isFields(found?.data) ? found.data.kubelet : undefined;
  return kubeletFields({ text, file: "/var/lib/kubelet/config.yaml", language: "yaml", code: String(configuration) });
}

/** An address of the kind from which the scan looks. */
function addressOf(state: ClusterState, vantage: VantageKind): string {
  const machine = (role: NodeState["role"]) => visibleNodes(state).find((node) => node.role === role)?.home;
  const pods = state.podCIDR.replace(/\.\d+\/.*$/, ".9");
  const outside = "198.51.100.7";
  const addresses: Partial<Record<VantageKind, string | undefined>> = {
    pod: pods,
    "worker-node": machine("worker"),
    "control-plane": machine("control-plane"),
  };
  return addresses[vantage] ?? outside;
}

/** A sed over the manifest of a static pod, run for real over the one that the node has. */
async function manifestEdits(
  fleet: Fleet,
  cluster: string,
  { steps }: Remediation,
  context: ApplyContext,
): Promise<FlagChange[]> {
  const edits = steps.filter(
    ({ code, file }) => file?.startsWith("/etc/kubernetes/manifests/") && /^(?:sudo )?sed -i/.test(code ?? ""),
  );
  const changes: FlagChange[] = [];
  for (const step of edits) {
    const component = step.file?.replace(/^.*\/|\.yaml$/g, "") ?? "";
    let command: string[] = [];
    await fleet.change(cluster, (state) => {
      const node = nodeOf(state, context);
      command = node ? (staticPodsOf(state, node).find((pod) => pod.component === component)?.command ?? []) : [];
    });
    const before = `    - command:\n${command.map((word) => `        - ${word}\n`).join("")}`;
    const after = (await editedManifest(step, before)).split("\n").map((line) => line.trim().replace(/^- /, ""));
    await fleet.change(cluster, (state) => withoutFlags(nodeOf(state, context), component, command, after));
    changes.push({ component, flags: flagMap([]) });
  }
  return changes;
}

/** Flags that are gone, and feature gates that were taken out. */
function withoutFlags(node: NodeState | undefined, component: string, before: string[], after: string[]): void {
  if (!node) return;
  const [had, has] = [flagMap(before), flagMap(after)];
  const gone = (flag: string) => had.has(flag) && !has.has(flag);
  if (component === "kube-apiserver" && gone("token-auth-file")) node.settings.staticTokens = false;
  const gates = has.get("feature-gates") ?? "";
  if (component === "kube-controller-manager" && had.has("feature-gates"))
    node.settings.servingRotationGateOff = gates.includes("RotateKubeletServerCertificate=false");
}

/** kube-proxy has one ConfigMap for all nodes. */
function onProxies(state: ClusterState, { steps }: Remediation): AppliedWay[] {
  const fields = steps.map(proxyFields).filter((one) => one !== null);
  for (const one of fields) proxyWith(state, one);
  return fields.length > 0 ? ["kube-proxy configuration"] : [];
}
