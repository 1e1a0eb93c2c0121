import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { ImportedOpinion } from "../domain/imported.ts";
import { defineImporter, plainLine } from "./define-importer.ts";
import { readJson } from "./read-json.ts";

const checkResult = z.object({
  checkID: z.string(),
  title: z.string().optional(),
  success: z.boolean().optional(),
  target: z.string().optional(),
  messages: z.array(z.string()).nullish(),
});

const report = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
  spec: z
    .object({
      compliance: z
        .object({
          controls: z
            .array(
              z.object({
                id: z.string(),
                name: z.string().optional(),
                checks: z.array(z.object({ id: z.string() })).nullish(),
              }),
            )
            .optional(),
        })
        .optional(),
    })
    .optional(),
  status: z
    .object({
      updateTimestamp: z.string().nullish(),
      summaryReport: z
        .object({
          controlCheck: z.array(
            z.object({ id: z.string(), name: z.string().optional(), totalFail: z.number().nullish() }),
          ),
        })
        .nullish(),
      detailReport: z
        .object({ results: z.array(z.object({ id: z.string(), checks: z.array(checkResult).nullish() })) })
        .nullish(),
    })
    .nullish(),
});
type Report = z.output<typeof report>;

const file = z.object({ items: z.array(report) });

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
      throw new AppError(
        "invalid",
        `Line 1 of the Trivy file: it holds ${foreign?.kind ?? "no report"}, not a ClusterComplianceReport.`,
      );
    const at = reports.map(timeOf).find((time) => time !== null) ?? place.at;
    const opinions: ImportedOpinion[] = [];
    const left = new Map<string, string>();
    for (const one of reports) {
      for (const said of sayingsOf(one)) {
        const checkIds = place.checksFor("trivy", bareId(said.ruleId));
        if (checkIds.length === 0)
          left.set(plainLine(`${said.ruleId} ${said.title}`), "no check of ports and exposure corresponds to it");
        for (const checkId of checkIds) {
          opinions.push({
            tool: "Trivy Operator",
            toolVersion: null,
            at: timeOf(one) ?? at,
            node: null,
            checkId,
            ...said,
          });
        }
      }
    }
    return {
      format: "trivy",
      tool: "Trivy Operator",
      toolVersion: null,
      at,
      opinions,
      observations: [],
      nodeReports: [],
      left: [...left].map(([what, why]) => ({ what, why })),
    };
  },
});

function isList(value: unknown): boolean {
  return typeof value === "object" && value !== null && "items" in value;
}

type Saying = Pick<ImportedOpinion, "ruleId" | "title" | "verdict" | "says">;

/**
 * What a report says of each of its rules. A control without a count is one it could not look at: on managed control
 * planes it prints PASS for those, which is no pass here.
 */
function sayingsOf({ spec, status }: Report): Saying[] {
  const detailed = (status?.detailReport?.results ?? []).flatMap(({ checks }) =>
    (checks ?? []).map(({ checkID, title, success, messages, target }) => ({
      ruleId: checkID,
      title: plainLine(title ?? checkID),
      verdict: success === undefined ? ("unknown" as const) : success ? ("pass" as const) : ("fail" as const),
      says: plainLine([target, ...(messages ?? [])].filter(Boolean).join(": ") || "no message"),
    })),
  );
  if (detailed.length > 0) return worstOfEach(detailed);
  const fails = new Map(
    (status?.summaryReport?.controlCheck ?? []).map(({ id, totalFail }) => [id, totalFail ?? null]),
  );
  return (spec?.compliance?.controls ?? []).flatMap(({ id, name, checks }) =>
    (checks ?? []).map((check) => summarySaying(check.id, `${id} ${name ?? ""}`, fails.get(id) ?? null)),
  );
}

function summarySaying(ruleId: string, title: string, fails: number | null): Saying {
  const verdict = fails !== null && fails > 0 ? "fail" : "unknown";
  const says =
    fails === null
      ? "no count: it did not look"
      : fails > 0
        ? `${fails} failed`
        : "0 failed; the summary does not say on how many it looked";
  return { ruleId, title: plainLine(title), verdict, says };
}

function worstOfEach(sayings: Saying[]): Saying[] {
  const rank = { fail: 0, unknown: 1, pass: 2 };
  const byRule = Map.groupBy(sayings, ({ ruleId }) => ruleId);
  return [...byRule.values()].flatMap((list) => list.toSorted((a, b) => rank[a.verdict] - rank[b.verdict])[0] ?? []);
}

/** "AVD-KCV-0077" and "KCV-0077" are what Trivy now calls KCV0077. */
function bareId(id: string): string {
  return id.replace(/^AVD-/, "").replace(/^([A-Z]+)-(\d+)$/, "$1$2");
}

function timeOf({ status }: Report): string | null {
  const time = new Date(status?.updateTimestamp ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
