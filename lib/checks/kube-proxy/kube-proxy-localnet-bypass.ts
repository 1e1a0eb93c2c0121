import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import type { Subject } from "../../domain/subject.ts";
import { type KnownSetting, knownSetting, settingItem } from "../controller-manager/setting-reading.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { onPresentNode } from "../present-node.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { localnetRemediation } from "./localnet-remediation.ts";

const sysctl = "net.ipv4.conf.all.route_localnet";
/** First patch of each minor with the fix; 1.19 and later have it from the start. */
const fixedIn: Record<number, number> = { 16: 11, 17: 7, 18: 4 };

type Fixed = "affected" | "fixed" | "unknown";

/** Of CVE-2020-8558, by the kubelet's version; kube-proxy is deployed with it. */
function fixOf(version: string | null): Fixed {
  const match = /^v?1\.(\d+)\.(\d+)/.exec(version ?? "");
  if (!match) return "unknown";
  const [minor, patch] = [Number(match[1]), Number(match[2])];
  if (minor > 18) return "fixed";
  return patch >= (fixedIn[minor] ?? Number.POSITIVE_INFINITY) ? "fixed" : "affected";
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const node = evidence.node(subject.name);
  if (!node) return notApplicable(`${subject.name} is no longer a node of this cluster.`);
  const version = versionItem(node, evidence);
  const fix = fixOf(node.kubeletVersion);
  if (fix === "affected")
    return fail({
      reason: `${node.kubeletVersion} lets neighbours reach what is bound to 127.0.0.1 on ${node.name} (CVE-2020-8558).`,
      evidence: [version],
    });
  const report = evidence.inventory.nodeReports.find(
    ({ node: name, sysctls }) => name === node.name && sysctls !== null,
  );
  const value = report?.sysctls?.[sysctl];
  if (report && value === "0")
    return pass(`${sysctl} is 0 on ${node.name}, so packets to 127.0.0.1 from elsewhere are dropped by the kernel.`, [
      inventoryItem(`${sysctl} on ${node.name}, by ${report.tool}`, value, report.at),
    ]);
  if (fix === "unknown")
    return unknown(
      `The kubelet of ${node.name} does not say its version, and no node report tells ${sysctl}; upload one.`,
    );
  const seen =
    report && value !== undefined
      ? [inventoryItem(`${sysctl} on ${node.name}, by ${report.tool}`, value, report.at)]
      : [];
  return judgeGuard(node, evidence, version, seen);
}

/** With the fix kube-proxy drops such packets wherever it sets route_localnet; who else sets it drops nothing. */
function judgeGuard(node: ClusterNode, evidence: Evidence, version: EvidenceItem, seen: EvidenceItem[]): Judgement {
  const mode = knownSetting(evidence, "kube-proxy", node.name, "mode");
  const localhost = knownSetting(evidence, "kube-proxy", node.name, "iptables.localhostNodePorts");
  const items = [mode, localhost].flatMap((setting) => (setting ? [settingItem(evidence, setting)] : []));
  const verify = "look for the KUBE-FIREWALL rule with the verify command";
  if (!mode)
    return unknown(
      `How kube-proxy runs on ${node.name} is not known, so neither is who guards 127.0.0.1 there; upload a node report, or ${verify}.`,
      [...seen, version].map(asMinor),
    );
  const sets = setsLocalnet(mode, localhost);
  if (seen.length > 0 && !sets)
    return unknown(
      `${sysctl} is 1 on ${node.name}, although kube-proxy in mode ${mode.value} does not set it: whoever did may not guard it; ${verify}.`,
      [...seen, ...items].map(asMinor),
    );
  const how = sets
    ? "kube-proxy drops packets to 127.0.0.1 from elsewhere wherever it lets NodePorts answer on localhost"
    : `kube-proxy in mode ${mode.value} leaves ${sysctl} alone`;
  return pass(`${node.kubeletVersion} has the fix of CVE-2020-8558: ${how}.`, [
    version,
    ...items,
    ...seen.map(asMinor),
  ]);
}

function setsLocalnet(mode: KnownSetting, localhost: KnownSetting | null): boolean {
  const isIptables = mode.value === "iptables" || mode.value === "";
  return isIptables && String(localhost?.value ?? true) !== "false";
}

function versionItem({ name, kubeletVersion }: ClusterNode, evidence: Evidence): EvidenceItem {
  return inventoryItem(
    `node/${name} status.nodeInfo.kubeletVersion`,
    kubeletVersion ?? "not given",
    evidence.inventory.at,
  );
}

const asMinor = (item: EvidenceItem): EvidenceItem => ({ ...item, decisive: false });

export const kubeProxyLocalnetBypass = defineCheck({
  id: "kube-proxy-localnet-bypass",
  component: "kube-proxy",
  tier: 3,
  kind: "config",
  title: "What is bound to 127.0.0.1 on a node stays out of its neighbours' reach",
  headline: ({ name }) => `Services bound to 127.0.0.1 on ${name} can be reached by its neighbours`,
  ports: [10_249],
  severity: {
    byVantage: null,
    base: "high",
    rule: "High: hosts of the same network segment and pods on the node reach it, wherever the scan was made from.",
  },
  rationale: 'Every check that says "bound to 127.0.0.1 is safe" is wrong on such a node.',
  subjects: (evidence) => nodeSubjects(evidence, 10_249),
  judge: onPresentNode(judge),
  ...localnetRemediation,
  tradeoffs: ["With localhostNodePorts off, NodePorts no longer answer on localhost of the node."],
  failureModes: ["Local registries that are reached through localhost:NodePort break."],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1557", "T1210"],
    ms: ["MS-TA9034 Cluster internal networking"],
    cwe: ["CWE-420", "CWE-923"],
    cve: ["CVE-2020-8558"],
    urls: [
      "https://github.com/kubernetes/kubernetes/issues/92315",
      "https://github.com/kubernetes/kubernetes/pull/92938",
    ],
    tools: ["CDK (partial)"],
  },
  settings: { component: "kube-proxy", names: ["mode", "iptables.localhostNodePorts"] },
  wanted: () => ({ "iptables.localhostNodePorts": false }),
});
