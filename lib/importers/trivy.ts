import { z } from "zod";
import type { ImportedOpinion } from "../domain/imported.ts";
import {
  defineImporter,
  type ImportPlace,
  noCounterpart,
  plainLine,
  timeOf,
  worstOpinions,
} from "./define-importer.ts";
import { readJson, refuse } from "./read-json.ts";
import { type ComplianceReport, complianceReport, sayingsOf } from "./trivy-report.ts";

const file = z.object({ items: z.array(complianceReport) });

export const trivy = defineImporter({
  format: "trivy",
  title: "Trivy Operator",
  madeBy: "kubectl get clustercompliancereports -o json > trivy.json",
  recognises: (start) => /ClusterComplianceReport|aquasecurity\.github\.io/.test(start),
  read(content, place) {
    const { items: reports } = readJson(content, file, "Trivy", (value) =>
      isList(value) ? value : { items: [value] },
    );
    const foreign = reports.find(({ kind }) => kind !== "ClusterComplianceReport");
    if (foreign || reports.length === 0)
      throw refuse("Trivy", 1, `it holds ${plainLine(foreign?.kind ?? "no report")}, not a ClusterComplianceReport`);
    const times = reports.flatMap((one) => timeOf(one.status?.updateTimestamp) ?? []);
    const at = times.toSorted().at(-1) ?? place.at;
    const read = reports.map((one) => readReport(one, at, place));
    const left = new Map(read.flatMap((one) => one.left));
    return {
      format: "trivy",
      tool: "Trivy Operator",
      toolVersion: null,
      at,
      opinions: worstOpinions(read.flatMap(({ opinions }) => opinions)),
      observations: [],
      nodeReports: [],
      left: [...left].map(([what, why]) => ({ what, why })),
    };
  },
});

function isList(value: unknown): boolean {
  return typeof value === "object" && value !== null && "items" in value;
}

function readReport(report: ComplianceReport, at: string, place: ImportPlace) {
  const sayings = sayingsOf(report);
  const opinions: ImportedOpinion[] = [];
  const left: [string, string][] = [];
  if (sayings.length === 0)
    left.push([plainLine(`report ${report.metadata.name}`), "it holds no result: the operator has not run it yet"]);
  for (const { target, ...said } of sayings) {
    const checkIds = place.checksFor("trivy", bareId(said.ruleId));
    if (checkIds.length === 0) left.push([plainLine(`${said.ruleId} ${said.title}`), noCounterpart]);
    const about = {
      tool: "Trivy Operator",
      toolVersion: null,
      at: timeOf(report.status?.updateTimestamp) ?? at,
      node: nodeOf(target, place),
    };
    for (const checkId of checkIds) opinions.push({ ...about, checkId, ...said });
  }
  return { opinions, left };
}

/** "AVD-KCV-0079" and "KCV-0079" are what Trivy now calls KCV0079. */
function bareId(id: string): string {
  return id.replace(/^AVD-/, "").replace(/^([A-Z]+)-(\d+)$/, "$1$2");
}

/** Assessments are named after what they are about: "/node-worker-1", "kube-system/pod-kube-apiserver-cp-1". */
function nodeOf(target: string, place: ImportPlace): string | null {
  const name = target.split("/").at(-1) ?? "";
  const node = /^node-(.+)$|^pod-(?:kube-apiserver|kube-controller-manager|kube-scheduler|etcd)-(.+)$/.exec(name);
  return node ? (place.findNode(node[1] ?? node[2] ?? "") ?? null) : null;
}
