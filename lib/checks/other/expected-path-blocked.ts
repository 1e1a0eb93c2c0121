import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { type ClusterNode, isControlPlane, nodeAddresses } from "../../domain/inventory.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { whoStandsAt } from "../../domain/vantage.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubject } from "../node-subjects.ts";
import { portItems, portOf, silenceOf, stateOfSubject } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";

/** These tunnel from the node to the API server, so that the control plane never opens a connection to a kubelet. */
const tunnels = new Set(["k3s", "rke2", "gke", "aks"]);

interface Path {
  subject: Subject;
  /** "The API server asks kubelets for logs and exec." */
  why: string;
}

/** Connections that the cluster needs and that can be tried from where the scan stands. */
function pathsFrom(evidence: Evidence): Path[] {
  const { nodes } = evidence.inventory;
  const servers = nodes.filter(isControlPlane).filter((node) => hasStaticPod(evidence, node, "kube-apiserver"));
  const toServers = servers.map((node) => ({
    subject: nodeSubject(node, 6443),
    why: "nodes and pods need the API server",
  }));
  if (evidence.vantage.kind === "worker-node" || evidence.vantage.kind === "pod") return toServers;
  if (evidence.vantage.kind !== "control-plane") return [];
  const kubelets = nodes
    .filter((node) => !tunnels.has(node.distribution))
    .map((node) => ({
      subject: nodeSubject(node, node.kubeletPort),
      why: "the API server asks kubelets for logs, exec and metrics",
    }));
  const members = nodes
    .filter((node) => isControlPlane(node) && isStore(evidence, node))
    .map((node) => ({ subject: nodeSubject(node, 2379), why: "the API server stores everything in etcd" }));
  return [...toServers, ...kubelets, ...members];
}

/** A member that some API server reaches by this node's address; one on loopback is nobody else's path. */
function isStore({ inventory }: Evidence, node: ClusterNode): boolean {
  const addresses = nodeAddresses(node);
  const servers = inventory.staticPods?.filter(({ component }) => component === "kube-apiserver") ?? [];
  const urls = servers.flatMap(({ flags }) => (flags["--etcd-servers"] ?? "").split(",")).map((url) => URL.parse(url));
  return urls.some((url) => url !== null && addresses.includes(url.hostname.replace(/^\[|\]$/g, "")));
}

/** Only where it is known to run: a port nobody serves is no blocked path. */
function hasStaticPod({ inventory }: Evidence, node: ClusterNode, component: string): boolean {
  return inventory.staticPods?.some((pod) => pod.node === node.name && pod.component === component) ?? false;
}

function subjects(evidence: Evidence): Subject[] {
  const { uid, name } = evidence.inventory.cluster;
  return [...pathsFrom(evidence).map(({ subject }) => subject), { kind: "Cluster", uid: uid ?? name, name }];
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  if (subject.kind === "Cluster") return judgeApis(evidence);
  const path = pathsFrom(evidence).find((one) => one.subject.uid === subject.uid && one.subject.port === subject.port);
  if (!path)
    return unknown(
      `Whether ${portOf(subject)} is reached by those who need it cannot be tried from ${whoStandsAt(evidence.vantage.kind)}: scan from the control plane or a worker node.`,
    );
  const state = stateOfSubject(evidence, subject);
  const items = portItems(evidence, subject);
  if (state === "open") return pass(`${portOf(subject)} answers, as it has to: ${path.why}.`, items, evidence.vantage);
  if (state === "failed" || state === "not-looked" || state === "open|filtered")
    return unknown(silenceOf(evidence, subject), items);
  const node = evidence.node(subject.name);
  if (node?.ready === false)
    return unknown(
      `${subject.name} is not Ready, so ${portOf(subject)} may be ${state} because the node is down.`,
      items,
    );
  return fail({
    reason: `${portOf(subject)} is ${state} from ${evidence.vantage.name}, though ${path.why}.`,
    evidence: items,
    vantage: evidence.vantage,
  });
}

/** An aggregated API that is not available is a path from the API server that does not work. */
function judgeApis({ inventory }: Evidence): Judgement {
  const { apiServices, at } = inventory;
  if (apiServices === null)
    return unknown('Whether the API server reaches its aggregated APIs is not known: grant "list apiservices".');
  const aggregated = apiServices.filter(({ service }) => service !== null);
  if (aggregated.length === 0)
    return notApplicable("No aggregated API is registered, so the API server needs no path to one.");
  const down = aggregated.filter(({ available }) => available === false);
  const items = (down.length > 0 ? down : aggregated).map(({ name, service, available }) => {
    const backend = service ? `${service.namespace}/${service.name}:${service.port}` : "";
    return inventoryItem(
      `APIService ${name} (${backend})`,
      available === false ? "not available" : available ? "available" : "says nothing",
      at,
    );
  });
  if (down.length === 0) return pass("Every aggregated API is available to the API server.", items);
  return fail({
    reason: `The API server does not reach ${down.map(({ name }) => name).join(", ")}.`,
    evidence: items,
    values: { api: down[0]?.name ?? "" },
  });
}

const remediation = remediationBy({
  own: {},
  generic: ({ subject, nodeName, address, port, values, controlPlaneAddresses }) => ({
    summary:
      subject.kind === "Cluster"
        ? `Open the path from the API server to the backend of ${values.api ?? "the API"} again.`
        : `Let those who need it reach ${port} of ${nodeName ?? address} again; do not reopen it to everybody.`,
    steps:
      subject.kind === "Cluster"
        ? [
            {
              text: "See what the API server says about it, and which pods are behind it.",
              language: "bash",
              code: `kubectl describe apiservice ${shellQuote(values.api ?? subject.name)}`,
            },
            {
              text: "Allow the control plane's addresses to the target port of that Service in policies of its namespace, and in the firewall of the nodes that its pods run on.",
            },
          ]
        : [
            {
              text: "See which rule stands in the way.",
              language: "bash",
              code: `sudo nft list ruleset | grep -n ${port}; sudo iptables-save | grep -n ${port}`,
            },
            {
              text: `Allow ${controlPlaneAddresses.join(", ") || "the control plane"} and the nodes on ${port}/TCP of ${nodeName ?? address}, in that rule and in the provider's firewall.`,
            },
          ],
    undo: "Remove the allowance again.",
  }),
  verify: ({ subject, address, port, values }) =>
    subject.kind === "Cluster"
      ? {
          command: `kubectl get apiservice ${shellQuote(values.api ?? subject.name)} -o jsonpath='{.status.conditions[?(@.type=="Available")].status}'`,
          expect: "True",
        }
      : { command: `nc -zv -w 3 ${shellQuote(address)} ${port}`, expect: "succeeded, or open" },
});

export const expectedPathBlocked = defineCheck({
  id: "expected-path-blocked",
  component: "other",
  tier: 1,
  kind: "probe",
  title: "Connections that the cluster needs work",
  headline: ({ name, port }) =>
    port === undefined
      ? `The API server of ${name} does not reach an aggregated API`
      : `${port}/TCP of ${name} is blocked for those who need it`,
  ports: [6443, 2379],
  needs: ["list pods", "list apiservices"],
  severity: { byVantage: null, base: "high", rule: "High: logs, exec, scheduling or storage stop working." },
  rationale: "A hardening that breaks logs, exec or scheduling gets taken back. Both sides have to be shown.",
  subjects,
  judge: onPresentNode(judge),
  ...remediation,
  tradeoffs: ["None: it takes nothing away."],
  failureModes: [
    "Where an agent tunnels to the API server (k3s, RKE2, konnectivity), a kubelet that the control plane cannot reach is as intended; it is not judged there.",
  ],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    urls: ["https://kubernetes.io/docs/reference/networking/ports-and-protocols/"],
  },
});
