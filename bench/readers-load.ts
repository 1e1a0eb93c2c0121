import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { encodeCursor } from "../lib/store/cursor.ts";

export const kinds = [
  "findings list",
  "counts on every filter",
  "overview",
  "node",
  "trend of a year",
  "comparison of two scans",
] as const;
export type Kind = (typeof kinds)[number];

/** A path of the API, another at each call, and the page that shows the same; counts are shown by the findings page. */
export interface Ask {
  api(): string;
  page: (() => string) | null;
}
export type Asks = Record<Kind, Ask>;

const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(Math.random() * values.length)] as Value;

/** Sorts with the keys of a place in them, as the list writes its cursors. */
const sorts = {
  severity: `"severityRank"::text, coalesce("failingSince", 'infinity')::text`,
  "failing-since": `coalesce("failingSince", 'infinity')::text`,
  "-failing-since": `coalesce("failingSince", '-infinity')::text`,
  node: `coalesce("nodeName", '')`,
  check: `"checkId"`,
  "-last-checked": `"FindingLook"."lastCheckedAt"::text`,
};
const states = ["", "", "", "resolved", "all", "accepted"];

/** What readers ask for: filters by three, any sort, any page of it, any node, any cluster. */
export async function asksOf(url: string): Promise<Asks> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const column = async (sql: string) => (await client.query<{ v: string }>(sql)).rows.map(({ v }) => v);
  try {
    const clusters = await column(
      `select "id" as v from "Cluster" where "name" <> (select max("name") from "Cluster")`,
    );
    const nodes = await column(`select "id" as v from "Node" where "openPorts" > 0 order by md5("id") limit 500`);
    const checks = await column(`select distinct "checkId" as v from "FindingTally"`);
    const components = await column(`select distinct "component" as v from "FindingTally"`);
    const scans = await column(`select s."id" as v from "Scan" s join "Cluster" c on c."id" = s."clusterId"
      where c."name" = (select max("name") from "Cluster") order by s."finishedAt"`);
    const cursors = new Map<string, string[]>();
    for (const [sort, keys] of Object.entries(sorts)) {
      const { rows } = await client.query<{ keys: string[] }>(
        `select array[${keys}, "id"] as keys from "Finding" tablesample system (2) join "FindingLook" on "findingId" = "id" limit 300`,
      );
      cursors.set(
        sort,
        rows.map((row) => encodeCursor(sort, row.keys)),
      );
    }
    const filters = [
      () => ["cluster", pick(clusters)],
      () => ["check", pick(checks)],
      () => ["component", pick(components)],
      () => ["severity", pick(["critical", "high", "medium", "low", "critical,high"])],
      () => ["role", pick(["worker", "control-plane"])],
      () => ["distribution", pick(["kubeadm", "rke2", "k3s", "eks", "gke"])],
      () => ["namespace", `team-${Math.floor(Math.random() * 8)}`],
      () => ["verdict", pick(["fail", "unknown"])],
      () => ["port", pick(["10250", "2379", "30080"])],
    ];
    const findings = (path: string) => () => {
      const sort = pick(Object.keys(sorts));
      const asked = filters
        .toSorted(() => Math.random() - 0.5)
        .slice(0, 3)
        .map((filter) => filter() as [string, string]);
      const state = pick(states);
      const search = new URLSearchParams([...asked, ...(state ? [["state", state]] : [])] as [string, string][]);
      if (path.endsWith("/facets")) return `${path}?${search}`;
      search.set("sort", sort);
      if (Math.random() < 0.5) search.set("cursor", pick(cursors.get(sort) ?? []));
      return `${path}?${search}`;
    };
    const overview = (path: string) => () => `${path}${pick(["", "", `?cluster=${pick(clusters)}`])}`;
    const node = (path: string) => () => `${path}/${pick(nodes)}`;
    const trend = (path: string) => () =>
      `${path}?days=365&dimension=all${pick(["", "", `&cluster=${pick(clusters)}`])}`;
    const [first = "", second = ""] = scans;
    const comparison = (path: string) => () => `${path}?a=${first}&b=${second}`;
    return {
      "findings list": { api: findings("/api/v1/findings"), page: findings("/findings") },
      "counts on every filter": { api: findings("/api/v1/findings/facets"), page: null },
      overview: { api: overview("/api/v1/overview"), page: overview("/") },
      node: { api: node("/api/v1/nodes"), page: node("/nodes") },
      "trend of a year": { api: trend("/api/v1/trends"), page: trend("/trends") },
      "comparison of two scans": { api: comparison("/api/v1/compare"), page: comparison("/compare") },
    };
  } finally {
    await client.end();
  }
}

/** Milliseconds to the last byte; throws for any status but 200. */
function ask(
  url: string,
  agent: Agent,
  onData: (chunk: Buffer) => void = () => undefined,
): Promise<{ ms: number; headers: NodeJS.Dict<string | string[]> }> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const request = get(url, { agent }, (response) => {
      response.on("data", onData);
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode === 200) resolve({ ms: performance.now() - startedAt, headers: response.headers });
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    request.setTimeout(60_000, () => request.destroy(new Error(`${url} did not answer in 60 s`)));
    request.once("error", reject);
  });
}

/** Milliseconds of each answer that readers of one kind got until the time is over; think time is drawn evenly. */
export async function readers(
  origin: string,
  path: () => string,
  of: { count: number; seconds: number; thinkMs: readonly [number, number] | null },
): Promise<number[]> {
  const until = performance.now() + of.seconds * 1000;
  const times: number[] = [];
  const think = async () => {
    if (of.thinkMs) await sleep(of.thinkMs[0] + Math.random() * (of.thinkMs[1] - of.thinkMs[0]));
  };
  // One for each stretch: a connection that lay idle between two of them may be closed just as it is used again.
  const agent = new Agent({ keepAlive: true });
  const read = async () => {
    if (of.thinkMs) await sleep(Math.random() * of.thinkMs[1]);
    while (performance.now() < until) {
      times.push((await ask(`${origin}${path()}`, agent)).ms);
      await think();
    }
  };
  try {
    await Promise.all(Array.from({ length: of.count }, read));
  } finally {
    agent.destroy();
  }
  return times;
}

/** Reads the export of every finding to its end; throws where its lines are not as many as it says. */
export async function exportAll(origin: string, wanted: number): Promise<{ rows: number; bytes: number; ms: number }> {
  let [lines, bytes] = [0, 0];
  const { ms, headers } = await ask(`${origin}/api/v1/findings/export?format=csv&state=all`, new Agent(), (chunk) => {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  });
  const rows = lines - 1;
  if (rows !== wanted || headers["x-total-count"] !== String(wanted)) {
    throw new Error(`the export has ${rows} rows and says ${headers["x-total-count"]}; there are ${wanted}`);
  }
  return { rows, bytes, ms };
}
