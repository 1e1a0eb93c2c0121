import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, test } from "node:test";
import { parseAllDocuments } from "yaml";
import type { Check } from "../domain/check.ts";
import { distributions } from "../domain/distribution.ts";
import type { Remediation, RemediationContext } from "../domain/remediation.ts";
import { worseSeverity } from "../domain/severity.ts";
import { checks, findCheck } from "./index.ts";
import { contextFor, evidenceOf, hardened } from "./sample-evidence.ts";
import { assertInRange, assertSentence } from "./sample-verdicts.ts";
import { shellWords } from "./shell-words.ts";

const folder = import.meta.dirname;
const checkFiles = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => path.includes("/") && path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .filter((path) => readFileSync(join(folder, path), "utf8").includes("defineCheck({"));

const hostileNames = [
  "a; rm -rf /",
  "$(touch x)",
  "`touch x`",
  "it's",
  'say "hi"',
  "a\nb",
  "a b",
  "--all",
  "a|b&c>d#e*",
];

function context(name: string, changes: Partial<RemediationContext> = {}): RemediationContext {
  const { subject } = contextFor();
  return contextFor({ nodeName: name, clusterName: name, subject: { ...subject, name, node: name }, ...changes });
}

/** Every command that a reader would run in a shell. */
function commands({ steps, verify }: Remediation): string[] {
  const blocks = steps.filter(({ language }) => language === "bash").map(({ code }) => code ?? "");
  return [...blocks, verify.command];
}

function remediations(check: Check, change: (distribution: RemediationContext["distribution"]) => RemediationContext) {
  return distributions.map((distribution) => check.remediate({ ...change(distribution), distribution }));
}

/** The same words, with the name in place of the plain one; a word that is a script itself is looked into. */
function assertSameWords(plain: string, hostile: string, name: string, where: string): void {
  const expected = shellWords(plain);
  const found = shellWords(hostile);
  assert.equal(found.length, expected.length, `${where}: the name breaks ${JSON.stringify(hostile)}`);
  for (const [index, word] of expected.entries()) {
    const spelled = [name, encodeURIComponent(name), JSON.stringify(name).slice(1, -1)];
    if (spelled.some((spelling) => word.replaceAll("plainname", () => spelling) === found[index])) continue;
    assert.ok(word.includes("plainname") && /\s/.test(word), `${where}: ${found[index]}`);
    assertSameWords(word, found[index] ?? "", name, where);
  }
}

describe("the registry", () => {
  test("lists every check that has a file, once, under the name of its file", () => {
    const ids = checks.map(({ id }) => id);
    assert.deepEqual([...ids].sort(), checkFiles.map((path) => basename(path, ".ts")).sort());
    assert.equal(new Set(ids).size, ids.length);
  });

  test("is built of nothing that is there for tests only", () => {
    const isForTests = (path: string) => /\.test\.ts$|(^|\/)sample-|fixture|shell-words/.test(path);
    const product = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
    for (const path of product.filter((file) => !isForTests(file)))
      assert.doesNotMatch(readFileSync(join(folder, path), "utf8"), /from "[^"]*(sample-|fixture|shell-words)/, path);
  });

  test("finds a check by its id and nothing by another", () => {
    assert.equal(findCheck("kubelet-anonymous-exec")?.component, "kubelet");
    assert.equal(findCheck("constructor"), undefined);
  });

  test("raises nothing on a hardened cluster, and always says why", () => {
    const evidence = evidenceOf(hardened());
    for (const check of checks)
      for (const subject of check.subjects(evidence)) {
        const { verdict, reason } = check.judge(subject, evidence);
        assert.notEqual(verdict, "fail", `${check.id} on ${subject.name}: ${reason}`);
        assertSentence(reason);
        assert.ok(check.headline(subject).includes(subject.name), `${check.id} names its subject`);
      }
  });
});

for (const check of checks)
  describe(check.id, () => {
    test("has a text that a reader can act on", () => {
      assert.match(check.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(check.title.length > 0 && check.title.length <= 90, check.title);
      assert.doesNotMatch(check.title, /^Ensure|\.$/);
      assert.ok(check.rationale.length > 40);
      assert.ok(check.severity.rule.length > 0);
      const { base, byVantage, range } = check.severity;
      assert.equal(worseSeverity(...range), range[0]);
      for (const severity of [base, ...Object.values(byVantage ?? {})]) assertInRange(check, severity);
      assert.ok(check.tradeoffs.length > 0 && check.tradeoffs.every((text) => text.length > 0));
      assert.ok(check.references.urls.length > 0);
      for (const url of check.references.urls) assert.equal(new URL(url).protocol, "https:");
      for (const port of check.ports) assert.ok(Number.isInteger(port) && port > 0 && port < 65536);
      for (const cve of check.references.cve) assert.match(cve, /^CVE-\d{4}-\d{4,}$/);
    });

    test("remedies every distribution with steps and a way to verify them, filled with this subject's values", () => {
      for (const remediation of remediations(check, () => context("plainname"))) {
        const where = `${check.id} on ${remediation.distribution}`;
        assert.ok(remediation.summary.length > 0 && remediation.steps.length > 0, where);
        for (const step of remediation.steps) assert.ok(step.text.length > 0 && step.code !== "", where);
        assert.ok(remediation.verify.command.length > 0 && remediation.verify.expect.length > 0, where);
        const text = [...remediation.steps.flatMap(({ text, code }) => [text, code ?? ""]), remediation.verify.command];
        assert.match(text.join("\n"), /plainname|192\.0\.2\.21/, where);
        assert.doesNotMatch(text.join("\n"), /undefined|\[object|(?<!\/dev\/)\bnull\b|<[A-Z_]+>/, where);
      }
    });

    test("writes YAML that parses", () => {
      for (const { steps, distribution } of remediations(check, () => context("plainname")))
        for (const { language, code } of steps) {
          if (language !== "yaml") continue;
          const errors = parseAllDocuments(code ?? "").flatMap((document) => document.errors);
          assert.deepEqual(errors, [], `${distribution}:\n${code}`);
        }
    });

    test("has a text of its own exactly for the distributions that it names", () => {
      for (const distribution of distributions) {
        const own = check.distributions.includes(distribution);
        const remediation = check.remediate({ ...context("plainname"), distribution });
        assert.equal(remediation.distribution, own ? distribution : "unknown");
      }
    });

    test("keeps a hostile name one word of every command", () => {
      const plain = remediations(check, () => context("plainname"));
      const plainAt = remediations(check, () => context("plainname", { address: "plainname" }));
      for (const name of hostileNames)
        for (const [expected, found] of [
          [plain, remediations(check, () => context(name))] as const,
          [plainAt, remediations(check, () => context(name, { address: name }))] as const,
        ])
          for (const [index, remediation] of found.entries()) {
            const before = expected[index];
            assert.ok(before);
            for (const [nth, command] of commands(remediation).entries())
              assertSameWords(commands(before)[nth] ?? "", command, name, `${check.id} on ${distributions[index]}`);
          }
    });
  });

test("a shell can parse every command of every check, whatever the node is called", () => {
  for (const name of ["worker-1", ...hostileNames]) {
    const scripts = checks.flatMap((check) =>
      remediations(check, () => context(name, { address: name })).flatMap((remediation) =>
        commands(remediation).map((command) => ({ check: check.id, command })),
      ),
    );
    const parse = (script: string) => spawnSync("sh", ["-n"], { input: script, encoding: "utf8", timeout: 10_000 });
    const all = parse(scripts.map(({ command }, index) => `f${index}() {\n${command}\n}`).join("\n"));
    if (all.status === 0) continue;
    const culprit = scripts.find(({ command }) => parse(command).status !== 0);
    assert.fail(`${culprit?.check}: ${all.stderr}\n${culprit?.command}`);
  }
});

test("the words of a script are told apart as a shell does", () => {
  const script = `x=$(get 'a b' -o "c $d \\"e\\"") && put it\\'s 'f;g' # end`;
  const words = ["x=", "op $(", "get", "a b", "-o", 'c \0$d "e"', "op )", "op &&", "put", "it's", "f;g"];
  assert.deepEqual(shellWords(script), words);
});
