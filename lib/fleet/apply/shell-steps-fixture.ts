import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { AppError } from "../../domain/errors.ts";
import type { Remediation, RemediationStep } from "../../domain/remediation.ts";

const timeoutMs = 60_000;
/** Real programs that a step finds; what would touch this machine is not among them. */
const allowedPrograms = [
  "awk",
  "base64",
  "bash",
  "cat",
  "cut",
  "grep",
  "head",
  "jq",
  "kubectl",
  "sed",
  "sort",
  "tail",
  "tr",
  "uniq",
];
/** Done on a node, which has no system of its own here: they succeed and do nothing. */
const onNode = ["systemctl", "snap"];
const writes = /\bkubectl\s.*\b(apply|annotate|approve|delete|deny|label|patch|restart)\b/;
const dryRuns = /kubectl\s[^&|;\n]*--dry-run=\S+/g;
/** Needs a pod that runs, or words of a person's own. */
const byHand =
  /\bkubectl( -n \S+)? (drain|debug|exec|run|port-forward)\b|\b(NAMESPACE|SERVICE|OWNER|UNIT|TAG|BACKEND)\b/;
const edits = /\bkubectl( -n \S+)? edit\b/;

/** Networks that a person puts in the place of these words. */
const networks: Record<string, string> = {
  CIDR: "192.0.2.0/24",
  ADMIN_CIDR: "192.0.2.0/24",
  NODE_CIDR: "192.0.2.0/24",
};

/** The steps of a remediation that kubectl can carry out; alternatives only where nothing comes before them. */
export function kubectlSteps({ steps }: Remediation, editor: string | undefined): RemediationStep[] {
  const able = steps.filter(({ code = "", language, text }) => {
    const isEdit = edits.test(code);
    const runs = isEdit ? editor !== undefined : writes.test(code.replace(dryRuns, ""));
    return language === "bash" && runs && !byHand.test(code) && !/^(If|Keep it)\b/.test(text);
  });
  const main = able.filter(({ text }) => !/^(Or|Where)\b/.test(text));
  return main.length > 0 ? main : able.slice(0, 1);
}

/** Runs steps one after another in a real shell, beside the files that the remediation writes. @throws AppError with what it printed. */
export async function runSteps(
  steps: RemediationStep[],
  { steps: all }: Remediation,
  { kubeconfig, cluster, editor }: { kubeconfig: string; cluster: string; editor: string | undefined },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-remediation-"));
  try {
    for (const { file, code } of all)
      if (file && code !== undefined && !file.includes("/")) writeFileSync(join(folder, file), `${code}\n`);
    const environment = {
      PATH: programsIn(folder),
      KUBECONFIG: configFor(folder, kubeconfig, cluster),
      HOME: folder,
      ...(editor === undefined ? {} : { KUBE_EDITOR: editor }),
    };
    for (const { code = "" } of steps) await bash(withNetworks(code), folder, environment);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withNetworks(code: string): string {
  return code.replace(/\b(ADMIN_CIDR|NODE_CIDR|CIDR)\b/g, (word) => networks[word] ?? word);
}

/** The context of one cluster as the current one. */
function configFor(folder: string, kubeconfig: string, cluster: string): string {
  const path = join(folder, "kubeconfig");
  const text = readFileSync(kubeconfig, "utf8").replace(/^current-context: .*$/m, `current-context: ${cluster}`);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

function programsIn(folder: string): string {
  const bin = mkdtempSync(join(folder, "bin-"));
  const path = (process.env.PATH ?? "").split(delimiter).filter((part) => part !== "");
  for (const program of allowedPrograms) {
    const home = path.find((part) => isIn(part, program));
    if (home) symlinkSync(join(home, program), join(bin, program));
  }
  writeFileSync(join(bin, "sudo"), '#!/usr/bin/env bash\nexec "$@"\n', { mode: 0o755 });
  for (const program of onNode) writeFileSync(join(bin, program), "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  return bin;
}

function isIn(folder: string, program: string): boolean {
  try {
    return readdirSync(folder).includes(program);
  } catch {
    // A folder of the path that is not there holds no program.
    return false;
  }
}

function bash(code: string, cwd: string, variables: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(
      "/bin/bash",
      ["--norc", "-euo", "pipefail", "-c", code],
      { cwd, env: { ...process.env, ...variables }, timeout: timeoutMs },
      (error, _out, complaint) => {
        if (!error) return resolve();
        reject(new AppError("unavailable", `The step did not run: ${complaint.trim() || error.message}\n${code}`));
      },
    );
  });
}

/** What a manifest's text is after a step's sed; the path is the only thing changed of the command. */
export async function editedManifest(step: RemediationStep, text: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-manifest-"));
  try {
    const path = join(folder, "manifest.yaml");
    writeFileSync(path, text);
    const code = (step.code ?? "").replaceAll(step.file ?? "\0", path);
    await bash(code, folder, { PATH: programsIn(folder), HOME: folder });
    return readFileSync(path, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
