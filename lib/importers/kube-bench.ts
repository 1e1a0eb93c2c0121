import { z } from "zod";
import type { ImportedOpinion } from "../domain/imported.ts";
import { defineImporter, type ImportPlace, plainLine } from "./define-importer.ts";
import { readJson } from "./read-json.ts";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

const controls = z.object({
  id: z.string(),
  version: text,
  detected_version: text,
  text,
  node_type: text,
  tests: z.array(
    z.object({
      section: text,
      results: z
        .array(
          z.object({
            test_number: z.string(),
            test_desc: text,
            status: z.enum(["PASS", "FAIL", "WARN", "INFO"]),
            actual_value: text,
            reason: text,
          }),
        )
        .nullish()
        .transform((list) => list ?? []),
    }),
  ),
});
const file = z.object({ Controls: z.array(controls) });

/** kube-bench's WARN is "look for yourself", INFO is no verdict at all. */
const verdicts = { PASS: "pass", FAIL: "fail", WARN: "unknown", INFO: "unknown" } as const;

/** Benchmarks number their rules anew: "4.2.1" of one is "3.2.1" of another, so both are looked up. */
function idsOf(version: string, number: string): string[] {
  return version ? [`${version} ${number}`, number] : [number];
}

export const kubeBench = defineImporter({
  format: "kube-bench",
  title: "kube-bench",
  madeBy: "kube-bench run --json > kube-bench.json",
  recognises: (start) => /"Controls"\s*:|"test_number"|"node_type"/.test(start),
  read(content, place) {
    const { Controls: list } = readJson(content, file, "kube-bench", (value) =>
      Array.isArray(value) ? { Controls: value } : value,
    );
    const opinions: ImportedOpinion[] = [];
    const left: { what: string; why: string }[] = [];
    for (const { version, tests } of list) {
      for (const result of tests.flatMap(({ results }) => results)) {
        const ids = idsOf(version, result.test_number);
        const checkIds = ids.map((id) => place.checksFor("kube-bench", id)).find((found) => found.length > 0) ?? [];
        if (checkIds.length === 0) {
          const why = "no check of ports and exposure corresponds to it";
          left.push({ what: plainLine(`${ids[0]} ${result.test_desc}`), why });
        }
        for (const checkId of checkIds) opinions.push(opinionOf(result, version, checkId, place));
      }
    }
    const observed = { observations: [], nodeReports: [] };
    return { format: "kube-bench", tool: "kube-bench", toolVersion: null, at: place.at, opinions, left, ...observed };
  },
});

type Result = z.output<typeof controls>["tests"][number]["results"][number];

function opinionOf(result: Result, version: string, checkId: string, place: ImportPlace): ImportedOpinion {
  const seen = result.actual_value || result.reason;
  return {
    tool: "kube-bench",
    toolVersion: null,
    at: place.at,
    ruleId: version ? `${version} ${result.test_number}` : result.test_number,
    title: plainLine(result.test_desc),
    checkId,
    node: place.node,
    verdict: verdicts[result.status],
    says: plainLine(withoutSecrets(seen || result.status)),
  };
}

/** Command lines that it quotes may hold a token. */
function withoutSecrets(words: string): string {
  return words.replaceAll(/(token|password|secret|key)([=:]\s*)\S+/gi, "$1$2…");
}
