import type { EvidenceItem, Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode } from "../../domain/inventory.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import type { Severity } from "../../domain/severity.ts";
import { urlHost } from "../../domain/shell-quote.ts";
import type { Subject } from "../../domain/subject.ts";
import { wantedFlags } from "../api-server/flag-remediation.ts";
import { etcdMembers } from "../api-server/managed-control-plane.ts";
import { serverArgs } from "../api-server/server-args.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { membersOnly } from "./etcd-intent.ts";
import { etcdOn } from "./etcd-port.ts";
import { onMember } from "./etcd-reach.ts";
import { etcdFlagRemediation } from "./etcd-remediation.ts";
import { type EtcdFlag, etcdFlagsUnread, readEtcdFlag } from "./etcd-setting.ts";
import { listenersVerify, talosListen } from "./listen-remediation.ts";
import { isPublicAddress } from "./public-address.ts";

const names = ["listen-client-urls", "listen-peer-urls"] as const;
const everyInterface = /^(0\.0\.0\.0|\[?::\]?|\*)$/;

function wanted({ address }: RemediationContext): [string, string][] {
  const host = urlHost(address);
  return [
    ["listen-client-urls", `https://127.0.0.1:2379,https://${host}:2379`],
    ["listen-peer-urls", `https://${host}:2380`],
  ];
}

/** URLs of a comma-separated flag that bind every interface of the node. */
function wildUrls(value: string | null): string[] {
  return (value ?? "")
    .split(",")
    .map((url) => url.trim())
    .filter((text) => everyInterface.test(URL.parse(text)?.hostname ?? ""));
}

/** Sockets that a node report saw bound to every interface; null without a report. */
function wildSockets(evidence: Evidence, node: string): { items: EvidenceItem[]; ports: number[] } | null {
  const report = evidence.inventory.nodeReports.find((entry) => entry.node === node && entry.listeners !== null);
  const own = report?.listeners?.filter(({ port, protocol }) => protocol === "TCP" && (port === 2379 || port === 2380));
  if (!report || !own || own.length === 0) return null;
  const wild = own.filter(({ address }) => everyInterface.test(address));
  const items = (wild.length > 0 ? wild : own).map(({ address, port, process }) =>
    inventoryItem(`Listening sockets of ${node}`, `${address}:${port}${process ? ` (${process})` : ""}`, report.at),
  );
  return { items, ports: wild.map(({ port }) => port) };
}

function weigh(node: ClusterNode | undefined): { severity: Severity; words: string } {
  const addresses = node?.addresses.filter(({ type }) => type === "InternalIP" || type === "ExternalIP") ?? [];
  const isPublic = addresses.some(({ type, address }) => type === "ExternalIP" || isPublicAddress(address));
  if (isPublic) return { severity: "high", words: "the node has a public address" };
  const networks = new Set(addresses.filter(({ address }) => !address.includes(":")).map(({ address }) => address));
  if (networks.size > 1) return { severity: "medium", words: "the node has several addresses" };
  return { severity: "low", words: "the node has one address today; the next one publishes the database" };
}

function judge(subject: Subject, evidence: Evidence): Judgement {
  const sockets = wildSockets(evidence, subject.name);
  const flags = names.map((name) => readEtcdFlag(evidence, subject, name));
  const flagItems = flags.flatMap(({ items }) => items);
  const { severity, words } = weigh(evidence.node(subject.node ?? subject.name));
  if (sockets) {
    const lesser = flagItems.map((item) => ({ ...item, decisive: false }));
    if (sockets.ports.length > 0)
      return fail({
        reason: `${[...new Set(sockets.ports)].join(" and ")}/TCP is bound to every interface, and ${words}.`,
        evidence: [...sockets.items, ...lesser],
        severity,
      });
    return pass("The node's own view shows 2379 and 2380 on single addresses only.", [...sockets.items, ...lesser]);
  }
  return judgeFlagsAlone(subject, evidence, flags, { severity, words, flagItems });
}

function judgeFlagsAlone(
  subject: Subject,
  evidence: Evidence,
  flags: EtcdFlag[],
  { severity, words, flagItems }: { severity: Severity; words: string; flagItems: EvidenceItem[] },
): Judgement {
  const wild = flags.flatMap(({ name, value }) => wildUrls(value).map((url) => `--${name} names ${url}`));
  if (wild.length > 0) return fail({ reason: `${wild.join("; ")}, and ${words}.`, evidence: flagItems, severity });
  if (flags.some(({ isRead }) => !isRead)) return unknown(etcdFlagsUnread(evidence, subject), flagItems);
  if (flags.every(({ value }) => value !== null))
    return pass("etcd's client and peer URLs name single addresses only.", flagItems);
  const unset = flags.filter(({ value }) => value === null).map(({ name }) => `--${name}`);
  const product = flags.find(({ embeddedIn }) => embeddedIn)?.embeddedIn;
  const where = product
    ? `${product} binds etcd to loopback and the node's address, and no argument of the server overrides that`
    : `${unset.join(" and ")} is not set, and localhost is its default`;
  return pass(`${where}.`, flagItems);
}

export const etcdListenAllInterfaces = defineCheck({
  id: "etcd-listen-all-interfaces",
  component: "etcd",
  tier: 2,
  kind: "config",
  title: "etcd binds its client and peer ports to single addresses",
  headline: (subject) => `${etcdOn(subject)} binds its ports to every interface of the node`,
  ports: [2379, 2380],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["high", "low"],
    rule: "High where the node has a public address, medium where it has several, low where it has one.",
  },
  rationale: "A new interface or a public address that is added later publishes the database without a word.",
  subjects: etcdMembers,
  judge: onMember(judge),
  ...etcdFlagRemediation({
    summary: "Bind etcd to loopback and to the node's own address in the control plane's network.",
    flags: wanted,
    overridden: "The server binds etcd to the node's address by itself: remove what overrides it.",
    verify: listenersVerify,
    own: {
      k3s: serverArgs(
        "k3s",
        "etcd",
        wanted,
        "k3s binds the node's address by default: set it where an argument overrides it.",
      ),
      rke2: serverArgs(
        "rke2",
        "etcd",
        wanted,
        "RKE2 binds the node's address by default: set it where an argument overrides it.",
      ),
      talos: talosListen,
    },
  }),
  tradeoffs: ["A change of the node's address needs a change of the flags."],
  failureModes: ["With a wrong address the member cannot start: change one member at a time and wait for quorum."],
  settings: { component: "etcd", names },
  wanted: wantedFlags(wanted, ["talos"]),
  closes: ["etcd-client"],
  allow: membersOnly,
  references: {
    nsa: "NSA/CISA v1.2: Control plane hardening > Etcd",
    mitre: ["T1133"],
    cwe: ["CWE-1327"],
    urls: ["https://etcd.io/docs/v3.6/op-guide/configuration/"],
  },
});
