import type { NewAcceptance, TriageAct, TriageOutcome, TriageTarget } from "../../domain/triage.ts";
import type { Verdict } from "../../domain/verdict.ts";
import { getDatabase } from "../client.ts";
import { addCluster } from "../database-fixture.ts";
import { judged, minute, reportOf } from "../report-fixture.ts";
import { scanned } from "../retention-fixture.ts";
import { type Actor, triageFindings } from "./triage-findings.ts";

export const ann = { id: "person-ann", name: "Ann" };
export const ben = { id: "person-ben", name: "Ben" };

/** The minute `n` of the tests as a time. */
export const time = (n: number): Date => new Date(minute(n));

/** A scan at minute `at` in which each node's port was judged so. */
export function scanOf(clusterId: string, at: number, verdicts: Record<string, Verdict>): Promise<string> {
  const nodes = Object.keys(verdicts);
  const results = nodes.map((node) => judged({ node, verdict: verdicts[node] ?? "fail", at: minute(at) }));
  return scanned(clusterId, reportOf({ at, nodes, results }));
}

/** A cluster in which some nodes have an open finding since minute 1. */
export async function clusterWith(nodes: readonly string[]): Promise<string> {
  const { id } = await addCluster();
  await scanOf(id, 1, Object.fromEntries(nodes.map((node) => [node, "fail" as const])));
  return id;
}

export async function findingOf(clusterId: string, nodeName: string) {
  return getDatabase().finding.findFirstOrThrow({ where: { clusterId, nodeName } });
}

/** The finding of each node, with the version that stands now. */
export async function chosen(clusterId: string, ...nodes: string[]): Promise<TriageTarget> {
  const rows = await Promise.all(nodes.map((node) => findingOf(clusterId, node)));
  return { kind: "findings", items: rows.map(({ id, triageVersion }) => ({ id, version: triageVersion })) };
}

/** What `by` did at minute `at` to the findings of these nodes, as they stand now. */
export async function actOn(
  clusterId: string,
  nodes: readonly string[],
  act: TriageAct,
  by: Actor,
  at: number,
): Promise<TriageOutcome> {
  return triageFindings(act, await chosen(clusterId, ...nodes), by, time(at));
}

export function acceptance(fields: Partial<NewAcceptance> = {}): NewAcceptance {
  const condition = { openFrom: [], evidenceChanges: false };
  return { scope: "findings", reason: "The lab has no route out.", expiresAt: minute(60 * 24), condition, ...fields };
}

/** How a finding stands by acts of people: state, decision, assignee, whether an acceptance holds it, version. */
export async function standing(clusterId: string, node: string) {
  const { state, decision, assignee, acceptanceId, triageVersion } = await findingOf(clusterId, node);
  return { state, decision, assignee, accepted: acceptanceId !== null, version: triageVersion };
}

export const stateOf = async (clusterId: string, node = "w1") => (await standing(clusterId, node)).state;

/** What the story of a finding says, the oldest first: kind, person. */
export async function story(clusterId: string, node: string): Promise<string[]> {
  const { id } = await findingOf(clusterId, node);
  const events = await getDatabase().findingEvent.findMany({
    where: { findingId: id },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return events.map(({ kind, by }) => (by === null ? kind : `${kind} ${by}`));
}

const minutes = (at: string) => (at === "infinity" ? "now" : String((Date.parse(at) - Date.parse(minute(0))) / 60_000));

/** The stretches of a finding: state, first minute, last minute. */
export async function stretches(clusterId: string, node: string): Promise<string[]> {
  const { id } = await findingOf(clusterId, node);
  const rows = await getDatabase().$queryRaw<{ state: string; since: string; until: string }[]>`
    select "state", to_json("since")#>>'{}' as "since", to_json("until")#>>'{}' as "until" from "FindingSpan"
    where "findingId" = ${id} order by "since", "id"`;
  return rows.map(({ state, since, until }) => `${state} ${minutes(since)} ${minutes(until)}`);
}
