import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubject, nodeSubjects } from "../node-subjects.ts";
import { isStateOnly, portItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { type FixFor, remediationBy } from "../remediation-by.ts";
import { reachSeverity } from "../vantage-severity.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { hasBackports, isAffected, kubeletCves, parseKubeletVersion } from "./kubelet-cves.ts";
import { recreateGkePool, rollNodeGroup, upgradeAksImage } from "./managed-nodes.ts";
import { isServer, nodeInWords, nodeWord } from "./node-words.ts";

const byVantage: SeverityByVantage = {
  internet: "high",
  "other-network": "medium",
  pod: "medium",
  "node-local": "low",
};

/** Where a kubelet was recognised at a port; "untold" when neither that nor a closed port was seen. */
function standing(evidence: Evidence, node: ClusterNode, port: number) {
  const open = evidence.at(node.name, port).filter(({ state }) => state === "open");
  const kubelets = open.filter(({ kubelet }) => kubelet !== undefined);
  const asked = open.filter((observation) => !isStateOnly(observation));
  const isOther = asked.length > 0 && asked.every(({ kubelet, service }) => !kubelet && service !== null);
  const isClosed = evidence.stateOf(node.name, port) === "closed" || isOther;
  return { port, kubelets, isUntold: kubelets.length === 0 && !isClosed };
}

const judge: Check["judge"] = (subject, evidence) => {
  const node = evidence.node(subject.name);
  const version = parseKubeletVersion(node?.kubeletVersion ?? null);
  if (!node || !version)
    return unknown(`The kubelet version of ${subject.name} is not known; read it from the API with "list nodes".`);
  const shown = node.kubeletVersion ?? "";
  const versionItem = inventoryItem(`status.nodeInfo.kubeletVersion of ${node.name}`, shown, evidence.inventory.at);
  const affected = kubeletCves.filter((cve) => isAffected(cve, version));
  const ids = (cves: typeof affected) => cves.map(({ id }) => id).join(", ");
  if (affected.length === 0)
    return pass(`${shown} is outside the affected ranges of ${ids([...kubeletCves])}.`, [versionItem]);

  const looked = affected.map((cve) => ({
    cve,
    ports: cve.ports.map((port) => standing(evidence, node, port === "kubelet" ? node.kubeletPort : port)),
  }));
  const usable = looked.filter(({ ports }) => ports.some(({ kubelets }) => kubelets.length > 0));
  const items = looked.flatMap(({ ports }) =>
    ports.flatMap(({ port, kubelets }) =>
      portItems(evidence, nodeSubject(node, port), usable.length === 0 || kubelets.length > 0),
    ),
  );
  const proof = [versionItem, ...items];
  if (usable.length > 0) {
    const names = usable.map(({ cve }) => `${cve.id} (${cve.flaw})`).join(", ");
    const open = usable.flatMap(({ ports }) => ports.flatMap(({ kubelets }) => kubelets));
    const ports = [...new Set(open.map(({ port }) => port))].join(" and ");
    const found = `${shown} is in the affected range of ${names}, and ${ports}/TCP is open from ${evidence.vantage.name}`;
    if (hasBackports(node.distribution, version))
      return unknown(`${found}, but this vendor carries fixes back: see its bulletin for this exact build.`, proof);
    return fail({
      reason: `${found}.`,
      evidence: proof,
      ...reachSeverity(byVantage, open),
      values: { channel: `v1.${version.minor}` },
    });
  }
  if (looked.some(({ ports }) => ports.some(({ isUntold }) => isUntold)))
    return unknown(
      `${shown} is in the affected range of ${ids(affected)}, but it is not known whether the port is open: scan from a vantage that reaches the node.`,
      proof,
    );
  return pass(`${shown} is in the affected range of ${ids(affected)}, but the port it needs is closed.`, proof);
};

const untilThen: RemediationStep = {
  text: "Until then close the read-only port (readOnlyPort: 0) and keep the kubelet's port to the control plane; for CVE-2025-0426 also set the feature gate ContainerCheckpoint to false.",
};

const steps =
  (...upgrade: ((context: RemediationContext) => RemediationStep)[]): FixFor =>
  (context) => ({
    summary: "Upgrade the kubelet to a fixed patch release.",
    steps: [...upgrade.map((step) => step(context)), untilThen],
    undo: "Install the earlier patch release in the same way; a kubelet may go back within its minor.",
  });

const drain = (context: RemediationContext): RemediationStep => ({
  text: `Move the workloads off ${nodeInWords(context)}.`,
  language: "bash",
  code: `kubectl drain ${nodeWord(context)} --ignore-daemonsets --delete-emptydir-data`,
});
const uncordon = (context: RemediationContext): RemediationStep => ({
  text: "Let workloads back.",
  language: "bash",
  code: `kubectl uncordon ${nodeWord(context)}`,
});
const install =
  (text: string, code: string) =>
  (context: RemediationContext): RemediationStep => ({
    text: `On ${nodeInWords(context)}, ${text}`,
    language: "bash",
    code,
  });

export const kubeletVersionPortCves = defineCheck({
  id: "kubelet-version-port-cves",
  component: "kubelet",
  tier: 1,
  kind: "hybrid",
  title: "Kubelet has no known flaw that an open port makes usable",
  headline: ({ name }) => `Kubelet on ${name} has a known flaw that is usable through an open port`,
  ports: [10248, 10255],
  needs: ["list nodes"],
  severity: {
    byVantage,
    base: "medium",
    rule: "Medium by CVSS, high from the internet; only where the version is affected and the port was seen open.",
  },
  rationale:
    "A list of versions alone is noise. A version together with an open path is something that an attacker can use today.",
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {
      kubeadm: steps(
        drain,
        install(
          "install the newest patch of its minor and restart the kubelet (Debian; dnf upgrade on Red Hat).",
          "sudo kubeadm upgrade node\nsudo apt-get update\nsudo apt-get install --only-upgrade --allow-change-held-packages -y kubelet kubectl\nsudo systemctl daemon-reload\nsudo systemctl restart kubelet",
        ),
        uncordon,
      ),
      k3s: steps((context) => ({
        text: `On ${nodeInWords(context)}, put the newest patch release of its minor (github.com/k3s-io/k3s/releases) in place of the binary.`,
        language: "bash",
        code: `sudo install -m 0755 ./k3s /usr/local/bin/k3s\nsudo systemctl restart ${isServer(context) ? "k3s" : "k3s-agent"}`,
      })),
      rke2: steps((context) => {
        const type = isServer(context) ? "server" : "agent";
        const channel = shellQuote(context.values.channel ?? "stable");
        return {
          text: `On ${nodeInWords(context)}, install the newest patch release of its minor.`,
          language: "bash",
          code: `curl -sfL https://get.rke2.io | sudo INSTALL_RKE2_TYPE=${type} INSTALL_RKE2_CHANNEL=${channel} sh -\nsudo systemctl restart rke2-${type}`,
        };
      }),
      eks: steps(rollNodeGroup),
      gke: steps(recreateGkePool),
      aks: steps(upgradeAksImage),
      openshift: steps(() => ({
        text: "Upgrade the cluster to the newest patch of its channel.",
        language: "bash",
        code: "oc adm upgrade --to-latest=true",
      })),
      talos: steps((context) => ({
        text: "Upgrade Kubernetes; without --to it takes the newest patch that this talosctl knows.",
        language: "bash",
        code: `talosctl upgrade-k8s --nodes=${shellQuote(context.controlPlaneAddresses[0] ?? context.address)}`,
      })),
      microk8s: steps(install("refresh the snap.", "sudo snap refresh microk8s")),
    },
    generic: steps(
      drain,
      install("install the newest patch of its minor and restart it.", "sudo systemctl restart kubelet"),
      uncordon,
    ),
    verify: (context) => ({
      command: `kubectl get ${nodeWord(context)} -o jsonpath='{.status.nodeInfo.kubeletVersion}'`,
      expect: "a version at or above the fixed patch of its minor",
    }),
  }),
  settings: { component: "kubelet", names: ["readOnlyPort", "healthzBindAddress"] },
  closes: ["kubelet-read-only-port"],
  severityDiffers:
    "Kubescape and image scanners list the version alone; a flaw counts here where the port that it needs was seen open.",
  tradeoffs: ["Upgrading a node drains its workloads."],
  failureModes: ["A kubelet newer than the API server is not supported: upgrade the control plane first."],
  references: {
    nsa: "NSA/CISA v1.2: Upgrading and application security practices",
    mitre: ["T1190", "T1499"],
    ms: ["MS-TA9040 Denial of service"],
    cwe: ["CWE-400", "CWE-1395"],
    cve: kubeletCves.map(({ id }) => id),
    urls: [
      "https://github.com/kubernetes/kubernetes/issues/130016",
      "https://github.com/kubernetes/kubernetes/issues/89377",
      "https://github.com/kubernetes/kubernetes/issues/81023",
    ],
    tools: ["kubescape C-0273"],
  },
});
