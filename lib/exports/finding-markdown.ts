import type { EvidenceItem, References } from "../domain/check.ts";
import { formatPort } from "../domain/port-state.ts";
import type { Remediation, RemediationStep } from "../domain/remediation.ts";
import { whoStandsAt } from "../domain/vantage.ts";
import type { FindingDetail } from "../domain/views/finding-view.ts";
import { fenced, plainMarkdown as plain } from "./markdown-text.ts";
import { printable, subjectName } from "./result-order.ts";

export interface FindingMarkdown {
  kind: "note" | "issue";
  finding: FindingDetail;
  /** As the check writes it today, with this cluster's values. */
  remediation: Remediation;
  /** Why it matters; null where the check is no more. */
  rationale: string | null;
  /** Address of the finding's page. */
  link: string;
  /** Address of your own page about the check. */
  documentation: string | null;
}

/** Items of proof beyond these are on the finding's page. */
const shownProof = 3;
const shownDetail = 20;

const list = (items: readonly string[], mark: string) => items.map((item) => `${mark} ${item}`).join("\n");

/** Closed, and so far as links go nothing else: an address of ours or of a check. */
const linkTo = (address: string): string => `<${encodeURI(address).replaceAll(/[<>]/g, encodeURIComponent)}>`;

function facts({ finding }: FindingMarkdown): string {
  const { severity, checkId, clusterName, node, subject, port, protocol, state, verdict } = finding;
  const where = [clusterName, node ?? subjectName(subject)].map(plain).join(" / ");
  const about = subject.kind === "Node" || node === null ? "" : ` (${plain(subjectName(subject))})`;
  const at = port === null ? "" : `, port ${formatPort(port, protocol ?? "TCP")}`;
  return list(
    [
      `**Severity:** ${severity}`,
      `**Where:** ${where}${about}${at}`,
      `**Who can reach it:** ${whoStandsAt(finding.vantage)}`,
      `**State:** ${state}, last verdict ${verdict}, checked ${finding.lastCheckedAt}`,
      ...(finding.failingSince ? [`**Failing since:** ${finding.failingSince}`] : []),
      `**Check:** ${plain(checkId)}`,
    ],
    "-",
  );
}

function proofOf({ sent, received, at, detail = [] }: EvidenceItem): string {
  const more = detail.length > shownDetail ? [`… and ${detail.length - shownDetail} more lines`] : [];
  const lines = [`${printable(sent)}`, `→ ${printable(received)}`, ...detail.slice(0, shownDetail), ...more];
  return `${fenced(lines.join("\n"))}\n\n${at}`;
}

function proof({ evidence }: FindingDetail): string[] {
  const first = evidence.toSorted((a, b) => Number(b.decisive) - Number(a.decisive));
  if (first.length === 0) return ["No proof is kept any more."];
  const more = first.length - shownProof;
  return [
    ...first.slice(0, shownProof).map(proofOf),
    ...(more > 0 ? [`${more} more on the page of the finding.`] : []),
  ];
}

/** Numbered, or to be ticked; code stands outside the list, since what is inside ends at the first wrong indent. */
function steps({ kind, remediation }: FindingMarkdown): string[] {
  const one = ({ text, file, code, language }: RemediationStep, index: number) => {
    const head = `${kind === "issue" ? "- [ ] " : ""}${index + 1}. ${plain(text)}${file ? ` (${plain(file)})` : ""}`;
    return code === undefined ? head : `${head}\n\n${fenced(code, language ?? "")}`;
  };
  return remediation.steps.map(one);
}

function verify({ kind, remediation: { verify: shown } }: FindingMarkdown): string[] {
  return [
    fenced(shown.command, "bash"),
    `${kind === "issue" ? "- [ ] " : ""}Expected: ${plain(shown.expect)}`,
    ...(kind === "issue" ? ["- [ ] Checked again in Breakwater, and the finding is resolved"] : []),
  ];
}

function references({ cis, nsa, mitre, cwe, cve, urls }: References, documentation: string | null): string {
  const named = [...cis, ...(nsa ? [nsa] : []), ...mitre.map((id) => `MITRE ATT&CK ${id}`), ...cwe, ...cve].map(plain);
  return list([...(documentation ? [linkTo(documentation)] : []), ...urls.map(linkTo), ...named], "-");
}

/** As labels of an issue: no character in them separates or ends one. */
function labels({ severity, component, clusterName }: FindingDetail): string {
  const safe = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, "-");
  return ["security", `severity:${severity}`, safe(component), `cluster:${safe(clusterName)}`].join(", ");
}

/**
 * One finding to be pasted where people talk: a note, or an issue whose first line is its title. Nothing that a target
 * answered can become markup in it; pure.
 */
export function findingMarkdown(asked: FindingMarkdown): string {
  const { kind, finding, remediation, rationale, link, documentation } = asked;
  const listed = references(finding.references, documentation);
  const title = `${finding.severity}: ${finding.headline}`;
  const parts = [
    kind === "issue" ? `# ${plain(title)}` : `## ${plain(finding.headline)}`,
    ...(kind === "issue" ? [`Labels: ${labels(finding)}`] : []),
    facts(asked),
    plain(finding.reason),
    ...(rationale ? [plain(rationale)] : []),
    "### Proof",
    ...proof(finding),
    "### Fix",
    plain(remediation.summary),
    ...steps(asked),
    ...(remediation.undo ? [`To undo: ${plain(remediation.undo)}`] : []),
    "### Verify",
    ...verify(asked),
    ...(listed ? ["### References", listed] : []),
    `Finding: ${linkTo(link)}`,
  ];
  return `${parts.join("\n\n")}\n`;
}
