import type { CheckResult, ScanReport } from "../domain/scan-report.ts";
import { getDatabase } from "./client.ts";
import { addCluster } from "./database-fixture.ts";
import { seededChoices } from "./finding-fixture.ts";
import { storeRawEvidence } from "./raw-evidence.ts";
import { rawOf } from "./raw-evidence-fixture.ts";
import { judged, minute, reportOf, seen, swept } from "./report-fixture.ts";
import { requestScan } from "./request-scan.ts";
import { startScan } from "./run-scan-state.ts";
import { storeScan } from "./store-scan.ts";

const dayMinutes = 1440;

/** The day `n` of the tests; reports of it are made with `minute(n * 1440)`. */
export const dayOf = (n: number): Date => new Date(minute(n * dayMinutes));

/** Asks for, runs and stores one scan. */
export async function scanned(clusterId: string, report: ScanReport): Promise<string> {
  const { id } = await requestScan({ clusterId, profile: report.profile, trigger: "manual" });
  await startScan(id, "worker-1");
  await storeScan(id, report);
  return id;
}

function randomReport(day: number, seed: number): ScanReport {
  const { whole, choose } = seededChoices(seed * 7_919 + day + 10_000);
  const at = day * dayMinutes;
  const nodes = ["n1", "node22", "worker333"].filter((name) => name === "n1" || whole(0, 3) > 0);
  const results = nodes.flatMap((node): CheckResult[] =>
    [10255, 10250].flatMap((port) => {
      if (whole(0, 5) === 0) return [];
      const result = judged({ node, port, verdict: choose(["fail", "pass", "unknown"]), at: minute(at) });
      const received = `answer ${whole(1, 6)}`;
      return [{ ...result, evidence: result.evidence.map((item) => ({ ...item, received })) }];
    }),
  );
  const observations = nodes.flatMap((node) =>
    [10250, 10255, 30080].map((port) => {
      const state = choose(["open", "closed", "filtered"] as const);
      return { ...seen(node, port, state, minute(at)), service: state === "open" ? `service ${whole(1, 60)}` : null };
    }),
  );
  const sweeps = nodes.map((node) => swept(node, "10000-10300", 299, minute(at)));
  const outcome = whole(0, 6) === 0 ? "partial" : "complete";
  return reportOf({ at, nodes, results, observations, sweeps, outcome });
}

/** A cluster with a random memory from day `from` to day `to`, by real scans; the same for the same seed. */
export async function rememberedCluster(of: { seed: number; from: number; to: number; every: number }) {
  const cluster = await addCluster();
  for (let day = of.from; day <= of.to; day += of.every) {
    const id = await scanned(cluster.id, randomReport(day, of.seed));
    const at = dayOf(day);
    await storeRawEvidence(id, cluster.id, at, rawOf(at, 1 + (Math.abs(day) % 2)));
  }
  await getDatabase().$executeRaw`
    update "Finding" set "decision" = 'accepted', "state" = case when "state" = 'open' then 'accepted' else "state" end
    where "clusterId" = ${cluster.id} and "port" = 10250 and "nodeName" = 'n1'`;
  return cluster;
}

/** Everything that is true now: places and what is at them, verdicts, findings with their stretches, and their proof. */
export async function current(): Promise<string> {
  const queries = [
    `select * from "Node" where "present" order by "id"`,
    `select t.* from "PortTarget" t join "Node" n on n."id" = t."nodeId" where t."endedAt" is null and n."present" order by t."id"`,
    `select s.*, a."hash", a."service", a."facts" from "PortState" s join "PortTarget" t on t."id" = s."targetId"
      join "Node" n on n."id" = t."nodeId" left join "PortAnswer" a on a."id" = s."answerId"
      where t."endedAt" is null and n."present" order by s."targetId", s."port"`,
    `select j.*, e."items" from "Judgement" j left join "Evidence" e on e."hash" = j."evidenceHash"
      where j."endedAt" is null order by j."id"`,
    `select f.*, e."items", p."items" as "earlier" from "Finding" f left join "Evidence" e on e."hash" = f."evidenceHash"
      left join "Evidence" p on p."hash" = f."previousEvidenceHash" where f."state" <> 'resolved' order by f."id"`,
    `select * from "FindingSpan" where "until" = 'infinity' order by "id"`,
    `select e."id", e."kind", e."at", e."message", e."severity" from "FindingEvent" e join "Finding" f on f."id" = e."findingId" where f."state" <> 'resolved'
      and e."at" >= f."failingSince" order by e."id"`,
    `select c.*, s."id" as "last" from "Cluster" c left join "Scan" s on s."id" = c."lastScanId" order by c."id"`,
    `select * from "FindingTally" where "state" <> 'resolved' and "count" > 0 order by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
    `select * from "JudgementTally" order by 1, 2`,
    `select * from "TrendDay" order by 1, 2, 3, 4, 5`,
  ];
  const text: string[] = [];
  for (const sql of queries) {
    const rows = await getDatabase().$queryRawUnsafe<{ row: string }[]>(`select q::text as "row" from (${sql}) q`);
    text.push(...rows.map(({ row }) => row));
  }
  return text.join("\n");
}
