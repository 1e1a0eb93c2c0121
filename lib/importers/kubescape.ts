import { z } from "zod";
import type { ImportedOpinion } from "../domain/imported.ts";
import { defineImporter, type ImportPlace, plainLine } from "./define-importer.ts";
import { readJson } from "./read-json.ts";

const status = z.object({ status: z.string(), info: z.string().optional() });

const file = z.object({
  generationTime: z.string().optional(),
  buildNumber: z.string().optional(),
  metadata: z.object({ scanMetadata: z.unknown().optional() }).nullish(),
  summaryDetails: z.object({ controls: z.record(z.string(), z.object({ name: z.string().optional() })).optional() }),
  results: z
    .array(
      z.object({
        resourceID: z.string(),
        controls: z
          .array(
            z.object({
              controlID: z.string(),
              name: z.string().optional(),
              status,
              rules: z
                .array(z.object({ name: z.string().optional(), paths: z.array(z.unknown()).nullish() }))
                .nullish(),
            }),
          )
          .nullish()
          .transform((list) => list ?? []),
      }),
    )
    .nullish()
    .transform((list) => list ?? []),
});

/** Its own statuses; "skipped" is what it could not look at. */
const verdicts = new Map<string, ImportedOpinion["verdict"]>([
  ["passed", "pass"],
  ["failed", "fail"],
  ["skipped", "unknown"],
]);

export const kubescape = defineImporter({
  format: "kubescape",
  title: "Kubescape",
  madeBy: "kubescape scan --format json --format-version v2 --output kubescape.json",
  recognises: (start) => /"summaryDetails"|"frameworks"\s*:|"controlID"/.test(start),
  read(content, place) {
    const parsed = readJson(content, file, "Kubescape");
    const at = timeOf(parsed.generationTime) ?? place.at;
    const toolVersion = parsed.buildNumber ?? null;
    const opinions = new Map<string, ImportedOpinion>();
    const left = new Map<string, string>();
    for (const { resourceID, controls } of parsed.results) {
      for (const control of controls) {
        const checkIds = place.checksFor("kubescape", control.controlID);
        const name = control.name ?? parsed.summaryDetails.controls?.[control.controlID]?.name ?? control.controlID;
        if (checkIds.length === 0)
          left.set(plainLine(`${control.controlID} ${name}`), "no check of ports and exposure corresponds to it");
        for (const checkId of checkIds) {
          const opinion = {
            tool: "Kubescape",
            toolVersion,
            at,
            ruleId: control.controlID,
            title: plainLine(name),
            checkId,
            node: nodeOf(resourceID, place),
            verdict: verdicts.get(control.status.status) ?? ("unknown" as const),
            says: plainLine(`${control.status.status}: ${control.status.info ?? resourceID}`),
          };
          keepWorst(opinions, opinion);
        }
      }
    }
    return {
      format: "kubescape",
      tool: "Kubescape",
      toolVersion,
      at,
      opinions: [...opinions.values()],
      observations: [],
      nodeReports: [],
      left: [...left].map(([what, why]) => ({ what, why })),
    };
  },
});

const worst: Record<ImportedOpinion["verdict"], number> = { fail: 0, unknown: 1, pass: 2 };

/** Many resources of a control are one word on one node: a fail among them is a fail. */
function keepWorst(opinions: Map<string, ImportedOpinion>, opinion: ImportedOpinion): void {
  const key = JSON.stringify([opinion.ruleId, opinion.checkId, opinion.node]);
  const before = opinions.get(key);
  if (!before || worst[opinion.verdict] < worst[before.verdict]) opinions.set(key, opinion);
}

/** "hostdata.kubescape.cloud/v1beta0//KubeletInfo/worker-1": what its host sensor read on a node. */
function nodeOf(resourceId: string, place: ImportPlace): string | null {
  return place.findNode(resourceId.split("/").at(-1) ?? "") ?? null;
}

function timeOf(value: string | undefined): string | null {
  const time = new Date(value ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
