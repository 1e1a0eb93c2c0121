import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import { shiftSeverity } from "../../domain/severity.ts";
import type { Subject } from "../../domain/subject.ts";
import { etcdMembers } from "../api-server/managed-control-plane.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { proofItems, silenceOf } from "../port-readings.ts";
import { staticPodOf } from "../static-pods.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { etcdOn, etcdSubjects, isOutside } from "./etcd-port.ts";
import { onMember } from "./etcd-reach.ts";
import { etcdUpgradeRemediation } from "./etcd-upgrade.ts";
import {
  type EtcdVersion,
  etcdFlaws,
  isAffected,
  lastUnmaintainedMinor,
  parseEtcdVersion,
  versionOfImage,
} from "./etcd-versions.ts";

interface Known {
  shown: string;
  version: EtcdVersion;
  items: EvidenceItem[];
}

/** What etcd tells on the wire comes first; the tag of its image is what a pull was asked for. */
function knownVersion(evidence: Evidence, subject: Subject): Known | null {
  const told = evidence.ofNode(subject.node ?? null).filter(({ etcd }) => parseEtcdVersion(etcd?.version));
  const [first] = told;
  const spoken = parseEtcdVersion(first?.etcd?.version);
  const pod = staticPodOf(evidence, subject, "etcd");
  const tag = versionOfImage(pod?.image ?? null);
  const image =
    pod && tag
      ? [inventoryItem(`Image of pod/${pod.namespace}/${pod.name}`, pod.image ?? "", evidence.inventory.at, !spoken)]
      : [];
  if (first && spoken)
    return {
      shown: first.etcd?.version ?? "",
      version: spoken,
      items: [...proofItems([first], /^\/(version|metrics)/), ...image],
    };
  const tagged = parseEtcdVersion(tag);
  return tag && tagged ? { shown: tag, version: tagged, items: image } : null;
}

/** True where etcd's own users are in force and others than the control plane get as far as its password. */
function isShared(evidence: Evidence, subject: Subject): boolean {
  return evidence
    .ofNode(subject.node ?? null)
    .some(({ state, etcd, vantage }) => state === "open" && etcd?.access === "password-required" && isOutside(vantage));
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const known = knownVersion(evidence, subject);
  if (!known)
    return unknown(
      `The version of etcd on ${subject.name} is not known: mutual TLS hides it and no image tag was seen. ${silenceOf(evidence, subject)} Upload a node report, or grant "list pods".`,
    );
  const { shown, version, items } = known;
  const flaws = etcdFlaws.filter((flaw) => isAffected(flaw, version));
  const isOver = version.minor <= lastUnmaintainedMinor;
  if (flaws.length === 0 && !isOver)
    return pass(`etcd ${shown} is outside the affected ranges of ${etcdFlaws.map(({ id }) => id).join(", ")}.`, items);
  const found = flaws.map(({ id, flaw }) => `${id} (${flaw})`).join(", ");
  const words = [
    ...(found ? [`is in the affected range of ${found}`] : []),
    ...(isOver ? [`belongs to 3.${version.minor}, which is no longer maintained`] : []),
  ].join(" and ");
  return weigh(`etcd ${shown} ${words}`, known, isShared(evidence, subject));
}

function weigh(found: string, { version, items }: Known, shared: boolean): Judgement {
  const severity = shared ? "high" : "low";
  const who = shared
    ? "etcd's own users are in force here and its port is open outside the control plane, so that one tenant may read another"
    : "The API server does its own authorisation, so that this matters where others use the same etcd";
  const vendor =
    version.suffix === ""
      ? ""
      : ` This build (${version.suffix.slice(1)}) may carry fixes back: see its vendor's notes, which makes it one step milder.`;
  return fail({
    reason: `${found}. ${who}.${vendor}`,
    evidence: items,
    severity: version.suffix === "" ? severity : shiftSeverity(severity, 1),
  });
}

export const etcdOutdatedVersion = defineCheck({
  id: "etcd-outdated-version",
  component: "etcd",
  needs: ["list pods"],
  tier: 3,
  kind: "hybrid",
  title: "etcd runs a maintained release without known access-control flaws",
  headline: (subject) => `${etcdOn(subject)} runs a release with known access-control flaws, or an unmaintained one`,
  ports: [2379, 2381],
  severity: {
    byVantage: null,
    base: "low",
    range: ["high", "info"],
    rule: "Low, since Kubernetes does not use etcd's own users; high where those are in force and the port is open outside the control plane; one step milder for a vendor's build.",
  },
  rationale:
    "An etcd that several applications share relies on its own rights, and these flaws let one tenant read or disturb another.",
  subjects: (evidence) => [
    ...etcdMembers(evidence).filter(({ kind }) => kind === "Cluster"),
    ...etcdSubjects(evidence, "client", 2379),
  ],
  judge: onMember(judge),
  ...etcdUpgradeRemediation,
  tradeoffs: ["The leader changes while members restart."],
  failureModes: ["Skipping a minor is not supported: 3.4 to 3.5 to 3.6 to 3.7, and 3.6.11 or later before 3.7."],
  severityDiffers:
    "kube-hunter only reports the version; image scanners call some of these flaws high, though an API server's etcd does not use what they break.",
  references: {
    nsa: "NSA/CISA v1.2: Upgrading and application security practices",
    mitre: ["T1190"],
    cwe: ["CWE-862", "CWE-863"],
    cve: etcdFlaws.map(({ id }) => id),
    urls: [
      ...etcdFlaws.flatMap(({ advisory }) =>
        advisory ? [`https://github.com/etcd-io/etcd/security/advisories/${advisory}`] : [],
      ),
      "https://etcd.io/docs/v3.6/op-guide/versioning/",
    ],
    tools: ["kube-hunter KHV033", "nuclei etcd-version"],
  },
});
