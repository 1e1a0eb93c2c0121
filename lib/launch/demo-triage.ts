import type { NewAcceptance, TriageAct, TriageOutcome, TriageTarget } from "../domain/triage.ts";
import type { FindingQuery } from "../domain/views/finding-view.ts";
import { endAcceptances, listFindings, triageFindings, warnAcceptances } from "../store/index.ts";
import type { PastDay } from "./past-days.ts";

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
/** People look at what the scan of the morning found; what ends, ends before the next one. */
const afterScanMs = 2 * hourMs + 35 * minuteMs;
const beforeScanMs = 10 * minuteMs;

/** People of the story; their ids tell that they are nobody's browser. */
const mara = { id: "demo-mara", name: "Mara Lindqvist" };
const jonas = { id: "demo-jonas", name: "Jonas Weber" };

/** What somebody decided on one day of the past of a cluster. */
export interface TriageEpisode {
  day: number;
  /** Day before whose scan it ends; null: it has no end. */
  until: number | null;
  by: { id: string; name: string };
  kind: "accept" | "false-positive";
  /** Findings that it was decided of. */
  of: Pick<FindingQuery, "check" | "node" | "port">;
  acceptance: Omit<NewAcceptance, "expiresAt" | "cluster">;
}

const unconditional = { openFrom: [], evidenceChanges: false };

/** The past of harbor as its people decided it: what runs out, what is void, what holds, ends soon and covers nothing. */
export const harborTriage: TriageEpisode[] = [
  {
    day: -82,
    until: 8,
    by: mara,
    kind: "accept",
    of: { check: ["nodeport-udp-exposed"], port: 30053 },
    acceptance: {
      ...{ scope: "findings", reviewer: jonas.name, condition: { openFrom: ["internet"], evidenceChanges: false } },
      reason: "The branch offices resolve through this NodePort until their own resolvers are in place.",
    },
  },
  {
    day: -80,
    until: -35,
    by: mara,
    kind: "accept",
    of: { check: ["apiserver-audit-logging-missing"], node: "harbor-cp-1" },
    acceptance: {
      ...{ scope: "findings", reviewer: jonas.name, condition: unconditional },
      reason: "The disk of this machine is too small for an audit log; a larger one is ordered.",
    },
  },
  {
    day: -66,
    until: 24,
    by: jonas,
    kind: "accept",
    of: { check: ["etcd-metrics-exposed"], node: "harbor-cp-2", port: 2381 },
    acceptance: {
      ...{ scope: "findings", reviewer: mara.name, condition: unconditional },
      reason: "Prometheus reads etcd's metrics from outside the node until it runs on the control plane.",
    },
  },
  {
    day: -58,
    until: null,
    by: jonas,
    kind: "false-positive",
    of: { check: ["nodeport-orphan-listener"], node: "harbor-worker-7", port: 31999 },
    acceptance: {
      ...{ scope: "findings", condition: { openFrom: [], evidenceChanges: true } },
      reason: "This listener is the health check of the hardware load balancer's agent and belongs there.",
      proof: "ss -ltnp on the node names the agent's process; its configuration is in the machine image.",
    },
  },
  {
    day: -51,
    until: 39,
    by: mara,
    kind: "accept",
    of: { check: ["apiserver-insecure-port"], node: "harbor-worker-7", port: 8001 },
    acceptance: {
      ...{ scope: "findings", reviewer: jonas.name, condition: { openFrom: ["internet"], evidenceChanges: true } },
      reason: "The developers need this proxy for their migration; it stays inside the node network.",
    },
  },
  {
    day: -47,
    until: 43,
    by: jonas,
    kind: "accept",
    of: { check: ["port-opened-since-baseline"], port: 30080 },
    acceptance: {
      ...{ scope: "selector", check: "port-opened-since-baseline", selector: "port:30080", condition: unconditional },
      ...{
        reviewer: mara.name,
        reason: "The shop's NodePort 30080 opens tomorrow on every node; the change was reviewed.",
      },
    },
  },
  {
    day: -20,
    until: 70,
    by: mara,
    kind: "accept",
    of: { check: ["kube-proxy-metrics-exposed"], node: "harbor-worker-5" },
    acceptance: {
      ...{ scope: "findings", condition: { openFrom: ["other-network"], evidenceChanges: true } },
      reason: "The metrics of kube-proxy are read by the network team; nothing outside the node network reaches them.",
    },
  },
];

async function decide(clusterId: string, { at }: PastDay, episode: TriageEpisode): Promise<TriageOutcome | null> {
  const { day, until, by, kind, of, acceptance } = episode;
  const { items } = await listFindings({ cluster: clusterId, ...of, limit: 200 });
  // A smaller fleet has less to decide of; what is decided of what comes needs nothing yet.
  if (items.length === 0 && acceptance.scope === "findings") return null;
  const ends = until === null ? null : new Date(at.getTime() + (until - day) * dayMs - beforeScanMs - minuteMs);
  const act: TriageAct = {
    kind,
    acceptance: { ...acceptance, cluster: clusterId, expiresAt: ends?.toISOString() ?? null },
  };
  const target: TriageTarget = {
    kind: "findings",
    items: items.map(({ id, triageVersion: version }) => ({ id, version })),
  };
  return triageFindings(act, target, by, new Date(at.getTime() + afterScanMs));
}

/** What people and the clock did around the scans of a cluster's past; `story` is told where its days are. */
export function triageOf(clusterId: string, story: readonly TriageEpisode[]) {
  return {
    /** What ran out since the last scan, and what ends soon. */
    async beforeScan({ at }: PastDay): Promise<void> {
      const now = new Date(at.getTime() - beforeScanMs);
      await endAcceptances(now, { clusterId });
      await warnAcceptances(now, { clusterId });
    },
    async afterScan(day: PastDay): Promise<void> {
      for (const episode of story) if (episode.day === day.day) await decide(clusterId, day, episode);
    },
  };
}
