import type { KubeletAccess, KubeletFacts, Observation } from "../domain/observation.ts";
import { defineProbe, type ProbeContext, type ProbeTarget } from "./define-probe.ts";
import type { HttpAnswer } from "./http-exchange.ts";
import { readPodList } from "./pod-list.ts";
import { looksLikeGoServer, Questions, schemeOf } from "./questions.ts";

/** A pod that cannot exist: the answer proves the right to run commands without running one. */
const proofPath = "/run/breakwater-probe/breakwater-probe/breakwater-probe";
const debugDisabled = "Debug endpoints are disabled";
/** TLS alert of a kubelet whose serving certificate was requested and not yet approved. */
const internalError = 80;

export const kubelet = defineProbe({
  id: "kubelet",
  title: "Kubelet API",
  describes:
    "GET /pods, /healthz and /metrics without credentials; where /pods is open also /runningpods/, and with the " +
    "owner's consent POST /run on a pod that cannot exist.",
  matches: (target, seen) =>
    target.hint === "kubelet" ||
    target.port === 10250 ||
    isKubeletCertificate(seen) ||
    (seen.tls !== undefined && looksLikeGoServer(seen)),
  async run(target, context, seen) {
    const named = target.hint === "kubelet" || isKubeletCertificate(seen);
    if (seen.tls?.handshake === "failed") return refusedHandshake(target, seen);
    const questions = new Questions(target, context, schemeOf(seen));
    const pods = await questions.get("/pods");
    const list = readPodList(pods);
    const access = list ? "open" : accessOf(pods);
    if (access === "unknown" && !isKubeletCertificate(seen)) return { exchanges: questions.exchanges };
    // 401 in plain text is not the kubelet's alone, and a port number proves nothing.
    if (access === "unauthorized" && !named && !(await answersLikeKubelet(questions))) {
      return { exchanges: questions.exchanges };
    }
    const openPaths = list ? ["/pods"] : [];
    openPaths.push(...(await questions.opened(["/healthz", "/metrics"])));
    const facts: KubeletFacts = {
      endpoint: "api",
      access,
      podCount: list?.podCount ?? null,
      namespaces: list?.namespaces ?? [],
      privilegedPods: list?.privilegedPods ?? [],
      openPaths,
      authorizationProof: null,
      pprof: null,
    };
    if (list) await lookFurther(questions, facts, context);
    return { service: "kubelet", kubelet: facts, exchanges: questions.exchanges };
  },
});

function isKubeletCertificate(seen: Partial<Observation>): boolean {
  return /\bCN=system:node:/.test(seen.tls?.certificate?.subject ?? "");
}

function refusedHandshake(target: ProbeTarget, seen: Partial<Observation>): Partial<Observation> {
  // Only the node's own kubelet port may be taken for the kubelet on the strength of this alert.
  if (target.hint !== "kubelet" || seen.tls?.alert !== internalError) return {};
  return { service: "kubelet", kubelet: { ...nothingKnown } };
}

const nothingKnown: KubeletFacts = {
  endpoint: "api",
  access: "unknown",
  podCount: null,
  namespaces: [],
  privilegedPods: [],
  openPaths: [],
  authorizationProof: null,
  pprof: null,
};

/** Texts of the refusals as kubelets 1.20 to 1.36 write them: plain text, never a Status object. */
function accessOf({ exchange, body }: HttpAnswer): KubeletAccess {
  if (exchange.status === 401 && body.trim() === "Unauthorized") return "unauthorized";
  if (exchange.status === 403 && body.startsWith("Forbidden (user=")) return "forbidden-anonymous";
  if (exchange.status === 500 && body.startsWith("Authorization error (user=")) return "authorization-error";
  if (exchange.status === 405 && body.startsWith(debugDisabled)) return "debug-handlers-disabled";
  return "unknown";
}

async function answersLikeKubelet(questions: Questions): Promise<boolean> {
  const health = await questions.get("/healthz");
  const root = await questions.get("/");
  return (
    accessOf(health) === "unauthorized" && root.exchange.status === 404 && root.body.trim() === "404 page not found"
  );
}

/** On an open kubelet: whether commands can be run, asked without running any. */
async function lookFurther(questions: Questions, facts: KubeletFacts, context: ProbeContext): Promise<void> {
  const running = await questions.get("/runningpods/");
  if (running.exchange.status === 200) facts.openPaths.push("/runningpods/");
  const debugOff = accessOf(running) === "debug-handlers-disabled";
  if (debugOff) facts.access = "debug-handlers-disabled";
  if (!context.authorizationProofs) return;
  facts.authorizationProof = debugOff ? "denied" : await proveRun(questions);
}

async function proveRun(questions: Questions): Promise<"granted" | "denied" | "unknown"> {
  const { exchange, body } = await questions.post(proofPath, "");
  if (exchange.status === 404 && /pod does not exist/i.test(body)) return "granted";
  const refused = exchange.status === 401 || exchange.status === 403;
  return refused || (exchange.status === 405 && body.startsWith(debugDisabled)) ? "denied" : "unknown";
}
