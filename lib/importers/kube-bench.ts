import { z } from "zod";
import type { ImportedOpinion } from "../domain/imported.ts";
import { defineImporter, type ImportPlace, noCounterpart, plainLine, worstOpinions } from "./define-importer.ts";
import { readJson, refuse } from "./read-json.ts";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

const result = z.object({
  test_number: z.string(),
  test_desc: text,
  status: z.enum(["PASS", "FAIL", "WARN", "INFO", ""]),
  actual_value: text,
  expected_result: text,
  reason: text,
});
type Result = z.output<typeof result>;

const controls = z.object({
  id: text,
  version: text,
  detected_version: text,
  node_type: text,
  tests: z
    .array(z.object({ results: z.array(result).nullish() }))
    .nullish()
    .transform((list) => (list ?? []).flatMap(({ results }) => results ?? [])),
});
const file = z.object({ Controls: z.array(controls) });

/** Sections about the cluster as a whole; every other is about the node that kube-bench ran on. */
const ofCluster = ["controlplane", "policies", "managedservices", "federated"];

export const kubeBench = defineImporter({
  format: "kube-bench",
  title: "kube-bench",
  madeBy: "kube-bench run --json > kube-bench.json",
  recognises: (start) => /"Controls"\s*:|"test_number"|"node_type"/.test(start),
  read(content, place) {
    const { Controls: list } = readJson(oneDocument(content), file, "kube-bench", wrapped);
    const ofNode = list.find(({ node_type: type, tests }) => !ofCluster.includes(type) && tests.length > 0);
    const node = place.node === null ? null : (place.findNode(place.node) ?? null);
    if (ofNode && node === null) throw refuse("kube-bench", 1, whichNode(place.node));
    const opinions: ImportedOpinion[] = [];
    const left = new Map<string, string>();
    for (const { version, node_type: type, tests } of list) {
      for (const said of tests) {
        const checkIds = checksOf(said, version, place);
        if (checkIds.length === 0)
          left.set(plainLine(`${version} ${said.test_number} ${said.test_desc}`), noCounterpart);
        const about = ofCluster.includes(type) ? null : node;
        for (const checkId of checkIds) opinions.push(opinionOf(said, version, checkId, { at: place.at, node: about }));
      }
    }
    return {
      format: "kube-bench",
      tool: "kube-bench",
      toolVersion: null,
      at: place.at,
      opinions: worstOpinions(opinions),
      observations: [],
      nodeReports: [],
      left: [...left].map(([what, why]) => ({ what, why })),
    };
  },
});

const whichNode = (node: string | null) =>
  node === null
    ? "it does not say which node kube-bench ran on; name the node"
    : `no node of this cluster is called "${plainLine(node)}"`;

/** Versions wrap their sections in `Controls`, in a list, or print one object for the one target they ran. */
function wrapped(value: unknown): unknown {
  if (Array.isArray(value)) return { Controls: value };
  const isSection = typeof value === "object" && value !== null && !("Controls" in value) && "tests" in value;
  return isSection ? { Controls: [value] } : value;
}

/** Up to version 0.3 each section was printed as an object of its own, one after the other. */
function oneDocument(content: string): string {
  return /^\s*\{/.test(content) && /\}\s*\n\s*\{\s*"id"/.test(content)
    ? `[${content.replaceAll(/\}(\s*\n\s*)\{(?=\s*"id")/g, "},$1{")}]`
    : content;
}

/**
 * The benchmark's own number first. Without one, and in other versions of the CIS's for plain Kubernetes, the number
 * counts where the title names a flag that the check is about; those of eks, gke, rke and the rest share no numbers.
 */
function checksOf({ test_number: number, test_desc: title }: Result, version: string, place: ImportPlace) {
  const exact = version ? place.checksFor("kube-bench", `${version} ${number}`) : [];
  const isPlain = version === "" || (/^cis-\d|^\d/.test(version) && /--[a-z]/.test(title));
  return exact.length > 0 || !isPlain ? exact : place.checksFor("kube-bench", number, title);
}

/**
 * WARN is "look for yourself" and INFO no verdict at all. A PASS without a value has seen nothing: where a test wants a
 * flag to be absent, an empty answer passes.
 */
function verdictOf({ status, actual_value: seen }: Result): ImportedOpinion["verdict"] {
  if (status === "FAIL") return "fail";
  return status === "PASS" && seen.trim() !== "" ? "pass" : "unknown";
}

function opinionOf(
  said: Result,
  version: string,
  checkId: string,
  about: Pick<ImportedOpinion, "at" | "node">,
): ImportedOpinion {
  const expected = said.expected_result ? `expected ${said.expected_result}` : "";
  const nothing = said.status === "PASS" ? "it passed without having seen a value" : "";
  const seen = said.actual_value || said.reason || nothing;
  return {
    tool: "kube-bench",
    toolVersion: null,
    ruleId: version ? `${version} ${said.test_number}` : said.test_number,
    title: plainLine(said.test_desc),
    checkId,
    ...about,
    verdict: verdictOf(said),
    says: plainLine(withoutSecrets([said.status, seen, expected].filter((words) => words.trim() !== "").join("; "))),
  };
}

/** Command lines that it quotes may hold a token. */
function withoutSecrets(words: string): string {
  return words.replaceAll(/((?:^|[\s-])(?:[\w-]*-)?(?:token|password|secret))([=:]\s*)[^\s'"]+/gi, "$1$2…");
}
