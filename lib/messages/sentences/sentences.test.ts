import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { german, germanSentences } from "./german.ts";
import { type Said, saidIn, type Watched } from "./said-fixture.ts";
import { readModule } from "./syntax-fixture.ts";
import { piecesOf, usedValues } from "./template.ts";

const root = join(import.meta.dirname, "../../..");

/** Whose sentences nobody reads in a page or an answer of the API, and where they are read instead. */
const atTerminal: Readonly<Record<string, string>> = {
  "lib/store/migrate.ts": "the tables are made before pages are served: the command that starts everything says it",
  "lib/store/migration-files.ts": "the same",
  "lib/worker/environment.ts": "a worker that cannot start writes it to its terminal",
};

/** A sentence stands where it is thrown; those of checks are English in every language. */
const watched: Watched = {
  refusals: (file) =>
    /^(?:app|lib\/(?:store|guard|schedule|domain|posture|exports|importers|discovery|worker))\//.test(file) &&
    !(file in atTerminal),
  properties: [
    {
      file: /^lib\/(?:posture|store)\//,
      names: ["message", "why", "reason", "endedReason", "skippedReason", "problem"],
    },
    { file: /^lib\/worker\/(?!environment)/, names: ["message", "error"] },
    { file: /^lib\/importers\//, names: ["why"] },
    { file: /^lib\/discovery\//, names: ["sentence"] },
    { file: /^lib\/(?:scan|probes)\//, names: ["message", "problem"] },
    { file: /^lib\/(?:scan\/(?!beside)|worker\/)/, names: ["where"] },
  ],
  pushed: /^lib\/store\/database-size\.ts$/,
  named: [
    { file: "lib/guard/problem.ts", name: "titles" },
    { file: "lib/guard/problem.ts", name: "unexpected" },
    { file: "lib/guard/parse-input.ts", name: "misfit" },
    { file: "lib/guard/parse-input.ts", name: "unknownField" },
    { file: "lib/guard/issue-sentence.ts", name: "issueSentence" },
    { file: "lib/posture/retention.ts", name: "daysProblem" },
    { file: "lib/store/retention-policies.ts", name: "findProblems" },
    { file: "lib/store/triage/triage-decisions.ts", name: "sentenceOf" },
    { file: "lib/importers/define-importer.ts", name: "noCounterpart" },
    { file: "lib/worker/scan-task.ts", name: "sentenceOf" },
  ],
};

/** What the collection makes of code, and nobody is told. */
const notSaid = new Set([
  // The catalogue says the rest of it.
  "{} npm run demo",
  // What somebody wrote, with what somebody adds to it: it is written on in the language that it was begun in.
  "{}\n\nUntil {}, said {} on {}: {}",
  // Words that stand for a value that is never empty, or never that long, there.
  "{} has  twice; leave one of them.",
  "The kubeconfig names the file {}, which cannot be read ().",
  "it holds no report…, not a ClusterComplianceReport",
]);

/** Most of a page is drawn only. */
const mayRefuse = (file: string): boolean =>
  !file.startsWith("app/") || /AppError|InvalidInput|from "zod"/.test(readFileSync(join(root, file), "utf8"));

async function collect(sources: Readonly<Record<string, string>> | null, by: Watched): Promise<Said> {
  const rooms = "{store,guard,schedule,domain,posture,exports,importers,discovery,worker,scan,probes}";
  const files = sources
    ? Object.keys(sources)
    : globSync(`{lib/${rooms},app}/**/*.{ts,tsx}`, { cwd: root }).filter(
        (file) => !/\.test\.|fixture|\/generated\//.test(file) && mayRefuse(file),
      );
  const modules = await Promise.all(
    files.map((file) => readModule(root, file, sources?.[file]?.replaceAll("@{", "\u0024{"))),
  );
  return saidIn(new Map(modules.map((module) => [module.file, module])), by);
}

let said: Said;
before(async () => {
  said = await collect(null, watched);
});

test("a sentence is found wherever it is made: in a constant, by a function, through a parameter", async () => {
  const by: Watched = {
    refusals: () => true,
    properties: [{ file: /b\.ts$/, names: ["message"] }],
    pushed: /none/,
    named: [],
  };
  const found = await collect(
    {
      "a.ts": [
        'import { refuse } from "./b.ts";',
        "const gone = (id: string) => new AppError('not-found', `There is no port @{id}.`);",
        "function why(a: string) { if (a) return `It is @{a} there.`; return 'It is not there.'; }",
        "export function f(x: string) {",
        "  const what = x ? 'of one' : 'of many';",
        "  if (x) throw new AppError('conflict', `The sum @{what} is wrong.`);",
        "  throw new AppError('invalid', why(x));",
        "}",
        "export const g = () => refuse(3, 'it is too long');",
        "const schema = z.object({ a: z.string().min(1, 'say a name'), b: z.string('must be text').meta({ d: 'No sentence here.' }) });",
        "throw new InvalidInput({ name: 'Choose one of them.' });",
      ].join("\n"),
      "b.ts":
        "export const refuse = (line: number, reason: string) => new AppError('invalid', `Line @{line}: @{reason} again.`);\nconst e = { message: 'The node left.', other: 'Not read by anybody.' };",
    },
    by,
  );
  assert.deepEqual([...found.keys()].toSorted(), [
    "Choose one of them.",
    "It is not there.",
    "It is {} there.",
    "Line {}: {} again.",
    "The node left.",
    "The sum of many is wrong.",
    "The sum of one is wrong.",
    "There is no port {}.",
    "it is too long",
    "must be text",
    "say a name",
  ]);
});

test("every sentence that a page, a form or the API may show has a German twin", () => {
  assert.ok(said.size > 400, `only ${said.size} sentences were found`);
  const missing = [...said]
    .filter(([sentence]) => !(sentence in german) && !notSaid.has(sentence))
    .map(([sentence, files]) => `${[...files].join(", ")}: ${sentence}`);
  assert.deepEqual(missing, []);
});

test("no German sentence has lost its English one", () => {
  assert.deepEqual(
    Object.keys(germanSentences).filter((sentence) => !said.has(sentence)),
    [],
  );
});

test("a twin fills in what its sentence has, and leaves nothing of it out", () => {
  const wrong = Object.entries(german).filter(([sentence, twin]) => {
    const places = Array.from({ length: piecesOf(sentence).length - 1 }, (_, index) => index);
    return JSON.stringify([...new Set(usedValues(twin))].toSorted()) !== JSON.stringify(places);
  });
  assert.deepEqual(wrong, []);
});

/** Words that show that a sentence was left as it was. */
const english = /\b(?:the|and|of|with|this|these|were|not|which|by|are|must|cannot|there)\b/;

test("no German twin is the English sentence, or has one in it", () => {
  const same = new Set(["Kubernetes: {} → {}"]);
  const left = Object.entries(germanSentences).filter(
    ([sentence, twin]) => (sentence === twin && !same.has(sentence)) || english.test(twin),
  );
  assert.deepEqual(left, []);
});

test("the field that a refusal begins with stays its first word, by which forms find it", () => {
  const field = /^(?:reason|proof|expiresAt|reviewer|selector|assignee|at|name)(?=:| must| muss| darf)/;
  const moved = Object.entries(germanSentences).filter(
    ([sentence, twin]) => field.exec(sentence)?.[0] !== field.exec(twin)?.[0],
  );
  assert.deepEqual(moved, []);
});
