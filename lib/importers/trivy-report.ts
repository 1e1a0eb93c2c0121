import { z } from "zod";
import { plainLine } from "./define-importer.ts";

const optional = z.string().nullish();

const control = z.object({
  id: z.string(),
  name: optional,
  checks: z.array(z.object({ id: z.string() })).nullish(),
});

const checkResult = z.object({
  checkID: optional,
  title: optional,
  success: z.boolean(),
  target: optional,
  messages: z.array(z.string()).nullish(),
});

/** A ClusterComplianceReport of aquasecurity.github.io/v1alpha1, whichever of its two report types it was asked for. */
export const complianceReport = z.object({
  kind: z.string(),
  metadata: z.object({ name: z.string() }),
  spec: z.object({ compliance: z.object({ controls: z.array(control).nullish() }).nullish() }).nullish(),
  status: z
    .object({
      updateTimestamp: optional,
      summaryReport: z
        .object({
          controlCheck: z
            .array(z.object({ id: z.string(), name: optional, totalFail: z.number().int().min(0).nullish() }))
            .nullish(),
        })
        .nullish(),
      detailReport: z
        .object({
          results: z
            .array(z.object({ id: z.string(), name: optional, checks: z.array(checkResult).nullish() }))
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type ComplianceReport = z.output<typeof complianceReport>;

/** What a report says of one of its rules. */
export interface Saying {
  ruleId: string;
  title: string;
  verdict: "fail" | "pass" | "unknown";
  says: string;
  /** "namespace/name" of the assessment it comes from; empty where it names none. */
  target: string;
}

/**
 * The operator writes a control without a result as one nameless check with success, and as 0 or no fails in a summary:
 * on a managed control plane that is what it could not see, so it is never a pass here.
 */
export function sayingsOf(report: ComplianceReport): Saying[] {
  const detailed = report.status?.detailReport?.results ?? [];
  if (detailed.length > 0) return detailed.flatMap((result) => ofDetail(report, result));
  return (report.status?.summaryReport?.controlCheck ?? []).flatMap(({ id, name, totalFail }) =>
    rulesOf(report, id).map((ruleId) => ({
      ruleId,
      title: plainLine(`${id} ${name ?? ""}`),
      target: "",
      ...inSummary(totalFail ?? null),
    })),
  );
}

function rulesOf({ spec }: ComplianceReport, controlId: string): string[] {
  const found = spec?.compliance?.controls?.find(({ id }) => id === controlId);
  return (found?.checks ?? []).map(({ id }) => id);
}

type DetailResult = NonNullable<
  NonNullable<NonNullable<ComplianceReport["status"]>["detailReport"]>["results"]
>[number];

function ofDetail(report: ComplianceReport, { id, name, checks }: DetailResult): Saying[] {
  const named = (checks ?? []).filter(({ checkID }) => checkID);
  if (named.length === 0)
    return rulesOf(report, id).map((ruleId) => ({
      ruleId,
      title: plainLine(`${id} ${name ?? ""}`),
      verdict: "unknown",
      says: "no result: nothing failed, but the report does not say that it looked",
      target: "",
    }));
  return named.map(({ checkID, title, success, messages, target }) => ({
    ruleId: checkID ?? "",
    title: plainLine(title ?? name ?? id),
    verdict: success ? (target ? "pass" : "unknown") : "fail",
    says: plainLine([target, ...(messages ?? [])].filter(Boolean).join(": ") || (success ? "success" : "failed")),
    target: target ?? "",
  }));
}

function inSummary(fails: number | null): Pick<Saying, "verdict" | "says"> {
  if (fails === null) return { verdict: "unknown", says: "no count: it did not look" };
  if (fails > 0) return { verdict: "fail", says: `${fails} failed` };
  return { verdict: "unknown", says: "0 failed; the summary does not say on how many it looked" };
}
