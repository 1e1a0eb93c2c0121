import { randomBytes } from "node:crypto";
import { temporaryPostgres } from "../database/index.ts";
import type { ClusterRow, NewCluster } from "../domain/views/cluster-view.ts";
import { closeDatabase } from "./client.ts";
import { createCluster } from "./clusters.ts";
import { migrate } from "./migrate.ts";

/** A migrated PostgreSQL of its own for one test file; DATABASE_URL points at it until `stop`. */
export async function startTestDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = await temporaryPostgres();
  process.env.DATABASE_URL = server.url;
  process.env.BREAKWATER_SECRET_KEY = randomBytes(32).toString("hex");
  await migrate(server.url);
  const stop = async () => {
    await closeDatabase();
    await server.stop();
  };
  return { url: server.url, stop };
}

let made = 0;

/** A cluster with a name of its own. */
export async function addCluster(fields: Partial<NewCluster> = {}): Promise<ClusterRow> {
  made += 1;
  return createCluster({
    name: `cluster ${made}`,
    source: "kubeconfig",
    secret: "apiVersion: v1\nkind: Config\n",
    context: null,
    origin: "file",
    target: "https://127.0.0.1:6443",
    authorizationProofs: false,
    ...fields,
  });
}
