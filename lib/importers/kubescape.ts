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
import { readJson } from "./read-json.ts";

const status = z.object({
  status: z.string().optional(),
  subStatus: z.string().optional(),
  info: z.string().optional(),
});
type Status = z.output<typeof status>;

const controlResult = z.object({
  controlID: z.string(),
  name: z.string().optional(),
  /** Absent before version 2.0.180: there only its rules have one. */
  status: status.optional(),
  rules: z.array(z.object({ status: z.string().optional() })).nullish(),
});
type ControlResult = z.output<typeof controlResult>;

const summary = z.object({
  name: z.string().optional(),
  status: z.string().optional(),
  statusInfo: status.optional(),
});

const file = z.object({
  generationTime: z.string().optional(),
  buildNumber: z.string().optional(),
  summaryDetails: z.object({ controls: z.record(z.string(), summary).nullish() }),
  results: z
    .array(z.object({ resourceID: z.string(), controls: z.array(controlResult).nullish() }))
    .nullish()
    .transform((list) => list ?? []),
});

interface Saying {
  ruleId: string;
  name: string;
  node: string | null;
  verdict: ImportedOpinion["verdict"];
  says: string;
}

export const kubescape = defineImporter({
  format: "kubescape",
  title: "Kubescape",
  madeBy: "kubescape scan --enable-host-scan --format json --format-version v2 --output kubescape.json",
  recognises: (start) => /"(?:summaryDetails|controlID|clusterAPIServerInfo|reportGUID|generationTime)"/.test(start),
  read(content, place) {
    const parsed = readJson(content, file, "Kubescape");
    const at = timeOf(parsed.generationTime) ?? place.at;
    const toolVersion = parsed.buildNumber || null;
    const opinions: ImportedOpinion[] = [];
    const left = new Map<string, string>();
    for (const { ruleId, name, ...said } of [...ofResources(parsed, place), ...ofNoResource(parsed)]) {
      const checkIds = place.checksFor("kubescape", ruleId);
      if (checkIds.length === 0) left.set(plainLine(`${ruleId} ${name}`), noCounterpart);
      for (const checkId of checkIds)
        opinions.push({ tool: "Kubescape", toolVersion, at, ruleId, title: plainLine(name), checkId, ...said });
    }
    return {
      format: "kubescape",
      tool: "Kubescape",
      toolVersion,
      at,
      opinions: worstOpinions(opinions),
      observations: [],
      nodeReports: [],
      left: [...left].map(([what, why]) => ({ what, why })),
    };
  },
});

type Parsed = z.output<typeof file>;

const nameOf = ({ summaryDetails }: Parsed, id: string, name?: string) =>
  name || summaryDetails.controls?.[id]?.name || id;

function ofResources(parsed: Parsed, place: ImportPlace): Saying[] {
  return parsed.results.flatMap(({ resourceID, controls }) => {
    const node = nodeOf(resourceID, place);
    return (controls ?? []).map((control) => {
      const given = statusOf(control);
      const words = [`${given.status || "no status"}${given.subStatus ? ` (${given.subStatus})` : ""}`, given.info];
      return {
        ruleId: control.controlID,
        name: nameOf(parsed, control.controlID, control.name),
        node,
        verdict: verdictOf(given),
        says: plainLine([...words, resourceID].filter(Boolean).join(": ")),
      };
    });
  });
}

/** Controls for which no resource was examined, most often because the host scan was off: passed or not, nobody looked. */
function ofNoResource(parsed: Parsed): Saying[] {
  const examined = new Set(
    parsed.results.flatMap(({ controls }) => (controls ?? []).map(({ controlID }) => controlID)),
  );
  const others = Object.entries(parsed.summaryDetails.controls ?? {}).filter(([id]) => !examined.has(id));
  return others.map(([ruleId, { name, status: written, statusInfo }]) => {
    const given = statusInfo?.status || written || "no status";
    const says = plainLine(`${given}, but no resource was examined${statusInfo?.info ? `: ${statusInfo.info}` : ""}`);
    const verdict = given === "failed" ? ("fail" as const) : ("unknown" as const);
    return { ruleId, name: nameOf(parsed, ruleId, name), node: null, verdict, says };
  });
}

function statusOf({ status: given, rules }: ControlResult): Status {
  if (given?.status) return given;
  const all = (rules ?? []).flatMap((rule) => rule.status ?? []);
  const worst = ["failed", "skipped"].find((word) => all.includes(word));
  return worst
    ? { status: worst }
    : all.length > 0 && all.every((word) => word === "passed")
      ? { status: "passed" }
      : {};
}

/** "passed (irrelevant)" has nothing to look at, "passed (w/exceptions)" is a fail that somebody excused. */
function verdictOf({ status: given, subStatus }: Status): ImportedOpinion["verdict"] {
  if (given === "failed") return "fail";
  return given === "passed" && !subStatus ? "pass" : "unknown";
}

/** Only what its host scan read and the Node itself belong to a node: "hostdata.kubescape.cloud/v1beta0//KubeletInfo/worker-1". */
function nodeOf(resourceId: string, place: ImportPlace): string | null {
  const parts = resourceId.split("/");
  const isOfNode =
    parts.includes("Node") || /^(?:hostdata\.kubescape\.cloud|host\.kubescape\.cloud)$/.test(parts[0] ?? "");
  return isOfNode ? (place.findNode(parts.at(-1) ?? "") ?? null) : null;
}
