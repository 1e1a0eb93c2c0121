import type { Distribution } from "../domain/distribution.ts";
import { AppError } from "../domain/errors.ts";
import type { ConnectionStep, ConnectionTest, NewCluster } from "../domain/views/cluster-view.ts";
import { query, transaction } from "./client.ts";
import { type ClusterSource, readClusterSource } from "./clusters.ts";
import { fromJson, toJson } from "./column-values.ts";
import type { ConnectionTest as TestRow } from "./generated/client.ts";
import { enqueue } from "./jobs.ts";
import { newId } from "./new-id.ts";
import { seal, unseal } from "./seal.ts";

/** A cluster that is kept already, or one that somebody is about to add. */
export type ConnectionTestRequest = { clusterId: string } | Omit<NewCluster, "isDemo">;

/** What a finished test found out. */
export type ConnectionTestResult = Pick<
  ConnectionTest,
  "ok" | "server" | "version" | "distribution" | "nodes" | "steps" | "message"
>;

const missing = (id: string) => new AppError("not-found", `There is no connection test with the id ${id}.`);

function viewOf(row: TestRow): ConnectionTest {
  return {
    id: row.id,
    state: row.state as ConnectionTest["state"],
    ok: row.ok,
    server: row.server,
    version: row.version,
    distribution: row.distribution as Distribution | null,
    nodes: row.nodes,
    steps: fromJson<ConnectionStep[]>(row.steps),
    message: row.message,
  };
}

async function sourceOf(request: ConnectionTestRequest, id: string) {
  const fields = "clusterId" in request ? await readClusterSource(request.clusterId) : request;
  const { source, context, origin, target, authorizationProofs } = fields;
  const described = { source, context, origin, target, authorizationProofs };
  if ("clusterId" in request) return { ...described, clusterId: request.clusterId, sealedSecret: null };
  return { ...described, clusterId: null, sealedSecret: request.secret === null ? null : seal(request.secret, id) };
}

/** Asks the worker to try a connection; the credential of an unsaved cluster is kept sealed until the test ends. */
export async function requestConnectionTest(request: ConnectionTestRequest): Promise<ConnectionTest> {
  const id = newId();
  const source = await sourceOf(request, id);
  return transaction(async (tx) => {
    const data = { ...source, id, state: "queued", steps: [], requestedAt: new Date() };
    const row = await tx.connectionTest.create({ data });
    await enqueue(tx, "connection-test", { testId: id });
    return viewOf(row);
  });
}

export async function getConnectionTest(id: string): Promise<ConnectionTest> {
  const row = await query((database) => database.connectionTest.findUnique({ where: { id } }));
  if (!row) throw missing(id);
  return viewOf(row);
}

/** Takes a test for the worker and opens its credential; null when the test is over. */
export async function readConnectionTestSource(id: string): Promise<ClusterSource | null> {
  const waiting = { id, state: { in: ["queued", "running"] } };
  const { count } = await query((database) =>
    database.connectionTest.updateMany({ where: waiting, data: { state: "running" } }),
  );
  if (count === 0) return null;
  const row = await query((database) => database.connectionTest.findUnique({ where: { id } }));
  if (!row) return null;
  if (row.clusterId !== null) return readClusterSource(row.clusterId);
  return {
    name: row.target,
    source: row.source as NewCluster["source"],
    secret: row.sealedSecret === null ? null : unseal(row.sealedSecret, id),
    context: row.context,
    origin: row.origin as NewCluster["origin"],
    target: row.target,
    authorizationProofs: row.authorizationProofs,
    isDemo: false,
    uid: null,
  };
}

/** Ends a test and forgets the credential it was given; a test that is over stays as it is. */
export async function finishConnectionTest(
  id: string,
  outcome: ConnectionTestResult | { error: string },
): Promise<ConnectionTest> {
  const ended = { finishedAt: new Date(), sealedSecret: null };
  const data =
    "error" in outcome
      ? { ...ended, state: "failed", ok: false, message: outcome.error }
      : { ...ended, ...outcome, state: "done", steps: toJson(outcome.steps) };
  await query((database) =>
    database.connectionTest.updateMany({ where: { id, state: { in: ["queued", "running"] } }, data }),
  );
  return getConnectionTest(id);
}
