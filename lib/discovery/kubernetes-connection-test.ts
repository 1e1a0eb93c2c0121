import { AppError, messageOf } from "../domain/errors.ts";
import type { ClusterNode } from "../domain/inventory.ts";
import type { ApiTarget } from "./api-target.ts";
import { atMost } from "./at-most.ts";
import { type Connection, connect, listsAtOnce } from "./connect.ts";
import { detectClusterDistribution } from "./distribution.ts";
import { explain } from "./errors.ts";
import { readKubeletConfig } from "./kubelet-config.ts";
import { needProbes } from "./need-probes.ts";
import { extendedNeeds, grantFor, type Need } from "./needs.ts";
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
  const nodes = await attempt("list nodes", readClusterNodes(connection), connection);
  const inTurn = atMost(listsAtOnce);
  const probes = await needProbes(connection);
  const permissions = await Promise.all(probes.map(([need, probe]) => attempt(need, inTurn(probe), connection)));
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

async function readClusterNodes(connection: Connection): Promise<ClusterNode[]> {
  return (await readNodes(connection)).map(({ node }) => node);
}

async function attempt<T>(need: Need, reading: Promise<T>, connection: Connection) {
  try {
    return { value: await reading, step: permission(need, "ok", "allowed") };
  } catch (error) {
    const failure = explainOf(error, connection);
    // What the server does not have needs no permission; nodes it always has.
    if (failure.kind === "not-found" && need !== "list nodes") {
      return { value: null, step: permission(need, "ok", "This cluster has none.") };
    }
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

function permission(need: Need, state: ConnectionStep["state"], said: string): ConnectionStep {
  const grant = state === "missing" ? { grant: grantFor(need) } : {};
  const optional = state === "missing" && extendedNeeds.includes(need);
  const detail = optional ? `Optional, part of the extended role only. ${said}` : said;
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
