import { AppError, messageOf } from "../domain/errors.ts";
import type { ClusterNode } from "../domain/inventory.ts";
import type { ApiTarget } from "./api-target.ts";
import { type Connection, connect } from "./connect.ts";
import { detectClusterDistribution } from "./distribution.ts";
import { explain } from "./errors.ts";
import { readKubeProxy } from "./kube-proxy-config.ts";
import { readKubeletConfig } from "./kubelet-config.ts";
import { grantFor, type Need } from "./needs.ts";
import { readNodes } from "./nodes.ts";
import type { ConnectionReport, ConnectionStep, DiscoveryOptions } from "./source.ts";

const titles = { settings: "Settings", reach: "Reachable", tls: "Certificate", authentication: "Credential" } as const;
type Stage = keyof typeof titles;
const stages = ["settings", "reach", "tls", "authentication"] as const;

/** Tries each step that a discovery takes. Trouble of the field is a step's result, never an exception. */
export async function testKubernetes(
  resolve: () => Promise<ApiTarget>,
  options: DiscoveryOptions,
): Promise<ConnectionReport> {
  const nothing: ConnectionReport = {
    ok: false,
    server: null,
    version: null,
    distribution: null,
    nodes: null,
    steps: [],
  };
  let target: ApiTarget;
  try {
    target = await resolve();
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    const stage = error.code === "forbidden" ? "authentication" : "settings";
    return { ...nothing, steps: [step(stage, "failed", messageOf(error))] };
  }
  const connection = connect(target, options);
  try {
    return await testConnected(connection, { ...nothing, server: target.server });
  } finally {
    await connection.close();
  }
}

async function testConnected(connection: Connection, report: ConnectionReport): Promise<ConnectionReport> {
  let version: string | null = null;
  try {
    version = (await connection.version.getCode()).gitVersion ?? null;
    if (version === null) return { ...report, steps: brokenAt("reach", "It does not answer as a Kubernetes API.") };
  } catch (error) {
    const failure = explainOf(error, connection);
    if (failure.kind === "tls") return { ...report, steps: brokenAt("tls", failure.sentence) };
    if (failure.kind === "unauthenticated") return { ...report, steps: brokenAt("authentication", failure.sentence) };
    if (failure.kind !== "forbidden") return { ...report, steps: brokenAt("reach", failure.sentence) };
  }
  const nodes = await attempt("list nodes", readNodes(connection), connection);
  const permissions = await Promise.all(
    listings(connection).map(([need, reading]) => attempt(need, reading, connection)),
  );
  const steps = [...establishedSteps(connection), nodes.step, ...permissions.map((one) => one.step)];
  return {
    ...report,
    // One kubelet that cannot be read is no broken connection: its checks become unknown and say so.
    ok: steps.every((one) => one.state !== "failed") && nodes.value !== null,
    version,
    distribution: detectClusterDistribution({
      version,
      nodes: (nodes.value ?? []).map((node) => node.distribution),
      hasKubeadmConfig: false,
      podAnnotations: [],
    }),
    nodes: nodes.value?.length ?? null,
    steps: [...steps, await tryKubelet(nodes.value ?? [], connection)],
  };
}

/** One object of each list is enough to know that it may be read. */
function listings(connection: Connection): [Need, Promise<unknown>][] {
  const one = { limit: 1 };
  const { core, endpoints, certificates, rbac } = connection;
  return [
    ["list pods", core.listPodForAllNamespaces(one)],
    ["list services", core.listServiceForAllNamespaces(one)],
    ["list endpointslices", endpoints.listEndpointSliceForAllNamespaces(one)],
    ["list certificatesigningrequests", certificates.listCertificateSigningRequest(one)],
    ["list clusterrolebindings", rbac.listClusterRoleBinding(one)],
    ["list rolebindings", rbac.listRoleBindingForAllNamespaces(one)],
    ["get configmaps kube-system/kube-proxy", readKubeProxy(connection)],
    ["get namespaces kube-system", core.readNamespace({ name: "kube-system" })],
  ];
}

async function attempt<T>(need: Need, reading: Promise<T>, connection: Connection) {
  try {
    return { value: await reading, step: permission(need, "ok", "allowed") };
  } catch (error) {
    const failure = explainOf(error, connection);
    return {
      value: null,
      step: permission(need, failure.kind === "forbidden" ? "missing" : "failed", failure.sentence),
    };
  }
}

async function tryKubelet(nodes: ClusterNode[], connection: Connection): Promise<ConnectionStep> {
  const need = "get nodes/configz";
  const node = nodes.find((one) => one.ready) ?? nodes[0];
  if (!node) return permission(need, "missing", "Without a list of nodes there is no kubelet to ask.");
  const answer = await readKubeletConfig(node, connection);
  if (answer.status === "read") {
    const way = answer.source === "kubelet-configz" ? "the kubelet itself" : "the API server's proxy";
    return permission(need, "ok", `Read from ${node.name} through ${way}.`);
  }
  return permission(need, answer.need ? "missing" : "failed", `Not read from ${node.name}: ${answer.reason}`);
}

function explainOf(error: unknown, connection: Connection) {
  connection.signal.throwIfAborted();
  return explain(error, connection.target, connection.now());
}

function step(id: Stage, state: ConnectionStep["state"], detail: string): ConnectionStep {
  return { id, title: titles[id], state, detail };
}

function permission(need: Need, state: ConnectionStep["state"], detail: string): ConnectionStep {
  const grant = state === "missing" ? { grant: grantFor(need) } : {};
  return { id: need, title: need, state, detail, ...grant };
}

/** Every step before the broken one held. */
function brokenAt(stage: Stage, detail: string): ConnectionStep[] {
  const held = stages.slice(0, stages.indexOf(stage));
  return [...held.map((id) => step(id, "ok", "")), step(stage, "failed", detail)];
}

function establishedSteps({ target }: Connection): ConnectionStep[] {
  const verified = target.skipTlsVerify ? "Not verified: insecure-skip-tls-verify is set." : "Verified.";
  const who = target.authorization || target.certificate ? `Accepted as user "${target.user}".` : "None is used.";
  return [
    step("settings", "ok", `Cluster "${target.cluster}"`),
    step("reach", "ok", target.server),
    step("tls", "ok", target.server.startsWith("https:") ? verified : "Plain HTTP to this machine."),
    step("authentication", "ok", who),
  ];
}
