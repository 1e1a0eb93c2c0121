import { getDatabase } from "./client.ts";
import type { ModelStretch } from "./memory-model-fixture.ts";
import { portRanges } from "./port-ranges.ts";
import { decodeCodes, stateOf } from "./port-states.ts";
import { listScanResults } from "./scan-results.ts";

const time = (date: Date) => date.getTime();

async function readPortStretches(clusterId: string): Promise<Record<string, ModelStretch[]>> {
  const database = getDatabase();
  const targets = await database.portTarget.findMany({ where: { clusterId }, include: { node: true, current: true } });
  const services = new Map((await database.portAnswer.findMany()).map(({ id, service }) => [id, service]));
  const value = (state: number, answerId: number | null) =>
    `${stateOf(state) ?? "unknown"} ${(answerId === null ? null : services.get(answerId)) ?? ""}`;
  const found: Record<string, ModelStretch[]> = {};
  for (const target of targets) {
    const history = await database.portHistory.findMany({ where: { targetId: target.id }, orderBy: { until: "asc" } });
    const codes = decodeCodes(target.ports, target.states);
    for (const [from, to] of portRanges(target.ports)) {
      for (let port = from; port <= to; port += 1) {
        const past = history
          .filter((row) => row.port === port)
          .map((row) => ({ value: value(row.state, row.answerId), since: time(row.since), until: time(row.until) }));
        const row = target.current.find((one) => one.port === port);
        const now = row
          ? { value: value(row.state, row.answerId), since: time(row.since), until: null }
          : { value: value(codes[port] ?? 0, null), since: time(target.firstLookedAt), until: null };
        found[`${target.node?.uid ?? ""} ${target.address} ${port}`] = [...past, now];
      }
    }
  }
  return sorted(found);
}

const sorted = <Value>(record: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

async function readVerdictStretches(clusterId: string): Promise<Record<string, ModelStretch[]>> {
  const database = getDatabase();
  const judgements = await database.judgement.findMany({ where: { clusterId } });
  const history = await database.judgementHistory.findMany({ where: { clusterId }, orderBy: { until: "asc" } });
  const found: Record<string, ModelStretch[]> = {};
  for (const { id, fingerprint, verdict, since, endedAt } of judgements) {
    const past = history
      .filter((row) => row.judgementId === id)
      .map((row) => ({ value: row.verdict, since: time(row.since), until: time(row.until) }));
    found[fingerprint] = endedAt ? past : [...past, { value: verdict, since: time(since), until: null }];
  }
  return sorted(found);
}

async function readFindings(clusterId: string) {
  const rows = await getDatabase().finding.findMany({
    where: { clusterId },
    include: { events: { orderBy: [{ at: "asc" }, { id: "asc" }] } },
  });
  const spans = await getDatabase().$queryRaw<
    { findingId: string; since: Date; until: Date | null; endedAs: string | null }[]
  >`select "findingId", "since", nullif("until", 'infinity') as "until", "endedAs" from "FindingSpan"
    where "clusterId" = ${clusterId} order by "since"`;
  const found = rows.map(({ id, fingerprint, state, resolution, failingSince, subject, events }) => {
    const own = spans
      .filter(({ findingId }) => findingId === id)
      .map(({ since, until, endedAs }) => ({ since: time(since), until: until && time(until), endedAs }));
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== "unknown" && kind !== "rechecked");
    const { uid } = subject as { uid: string };
    return [
      fingerprint,
      { state, resolution, failingSince: failingSince && time(failingSince), uid, events: kinds, spans: own },
    ] as const;
  });
  return sorted(Object.fromEntries(found));
}

/** Everything the store remembers of a cluster, in the shape of the model. */
export async function readMemory(clusterId: string) {
  return {
    ports: await readPortStretches(clusterId),
    verdicts: await readVerdictStretches(clusterId),
    findings: await readFindings(clusterId),
    async answersOf(scanId: string): Promise<Record<string, string>> {
      const { items } = await listScanResults({ scanId, limit: 200 });
      return sorted(Object.fromEntries(items.map(({ fingerprint, verdict }) => [fingerprint, verdict])));
    },
  };
}
