import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checks } from "../checks/index.ts";
import type { Check } from "../domain/check.ts";
import { AddressPlan } from "../fleet/address-plan.ts";
import { clusterNames } from "../fleet/clusters/index.ts";
import { fleetDefaults, notPlanted } from "../fleet/index.ts";
import { plantFaults } from "../fleet/planted-faults.ts";
import { Seed } from "../fleet/seeded.ts";
import { planCluster } from "../fleet/spec.ts";
import { checkProofs } from "./check-proofs.ts";

const root = join(import.meta.dirname, "../..");
/** Where the table lies. */
export const checkTableFile = join(root, "docs/checks.md");
/** Rewrites it; runs without building anything. */
export const rewriteCommand = "node_modules/.bin/node lib/scan/check-table-fixture.ts";

export interface CheckRow {
  check: Check;
  file: string | null;
  verdictTests: number;
  /** Planted faults by cluster, as "harbor 3"; the reason where there is none. */
  fleetFault: string;
  proof: string;
}

/** What the fleet plants, planned as a start would and without a server. */
function plantedByCheck(): Map<string, Map<string, number>> {
  const { base, seed, controlPlanes, workers } = fleetDefaults;
  const clock = () => new Date("2026-11-21T08:00:00Z");
  const found = new Map<string, Map<string, number>>();
  for (const name of clusterNames) {
    const cluster = planCluster(name, { controlPlanes, workers }, new AddressPlan(base), new Seed(seed), clock);
    for (const { fault } of plantFaults(cluster)) {
      const clusters = found.get(fault.checkId) ?? new Map<string, number>();
      found.set(fault.checkId, clusters.set(name, (clusters.get(name) ?? 0) + 1));
    }
  }
  return found;
}

const fileOf = (check: Check) => `lib/checks/${check.component}/${check.id}`;

const tests = (source: string) => [...source.matchAll(/\bwhen:|\b(?:test|it)\(/g)].length;

/** Rows of verdict tables and tests of their own, in the file beside the check; shared rows stand in a `-rows.ts`. */
function countTests(check: Check): number {
  const path = join(root, `${fileOf(check)}.test.ts`);
  if (!existsSync(path)) return 0;
  const source = readFileSync(path, "utf8");
  const shared = [...source.matchAll(/import \{ (\w+) \} from "([^"]+-rows\.ts)"/g)].map(([, name = "", file = ""]) => {
    const [, body = ""] = readFileSync(join(dirname(path), file), "utf8").split(`export function ${name}(`);
    return tests(body.split("\nexport ")[0] ?? "");
  });
  return shared.reduce((sum, count) => sum + count, tests(source));
}

export function checkRows(): CheckRow[] {
  const planted = plantedByCheck();
  return checks.map((check) => {
    const clusters = [...(planted.get(check.id) ?? [])].map(([name, count]) => `${name} ${count}`);
    const file = `${fileOf(check)}.ts`;
    return {
      check,
      file: existsSync(join(root, file)) ? file : null,
      verdictTests: countTests(check),
      fleetFault: clusters.join(", ") || (check.id in notPlanted ? `none: ${notPlanted[check.id]}` : ""),
      proof: checkProofs[check.id]?.proof ?? "",
    };
  });
}

const cell = (text: string) => text.replaceAll("|", "\\|");

function tableRow({ check, file, verdictTests, fleetFault, proof }: CheckRow): string {
  const name = file ? `[${check.id}](../${file})` : check.id;
  return `| ${[name, String(check.tier), String(verdictTests), fleetFault, proof].map(cell).join(" | ")} |`;
}

/** docs/checks.md as it should be now. */
export function checkTable(rows = checkRows()): string {
  const planted = rows.filter(({ fleetFault }) => !fleetFault.startsWith("none")).length;
  const proven = rows.filter(({ proof }) => !proof.startsWith("verdict tests only")).length;
  const groups = Map.groupBy(rows, ({ check }) => check.component);
  return [
    "# Checks",
    "",
    `${rows.length} checks. The demo fleet plants a fault for ${planted} of them; of ${proven} the remediation was carried out, or the fault repaired, and a new look turned the verdict. Written by \`${rewriteCommand}\`; a test holds it.`,
    "",
    "- **Verdict tests**: rows of the verdict table and tests beside the check.",
    "- **Fleet fault**: clusters of the demo fleet that have it, and how often.",
    "- **Remediation proven**: `lib/scan/fix-and-recheck.system.test.ts` carries each one out. Packet filters run besides with the real `nft` and `iptables` in network namespaces (`lib/scan/network-fix.system.test.ts`), and every manifest validates against the Kubernetes OpenAPI schema (`lib/checks/manifests.test.ts`).",
    ...[...groups].flatMap(([component, list]) => [
      "",
      `## ${component}`,
      "",
      "| check | tier | verdict tests | fleet fault | remediation proven |",
      "|---|---|---|---|---|",
      ...list.map(tableRow),
    ]),
    "",
  ].join("\n");
}

if (import.meta.main) writeFileSync(checkTableFile, checkTable());
