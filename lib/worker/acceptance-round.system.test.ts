import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { getDatabase } from "../store/index.ts";
import { acceptanceRound } from "./acceptance-round.ts";
import { type Database, openTestDatabase } from "./fixture.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.stop());

const dayMs = 86_400_000;
const start = Date.parse("2026-11-01T08:00:00Z");
const lines: string[] = [];
const log = {
  info: (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`),
  warn: () => undefined,
  error: () => undefined,
};

function acceptance(id: string, days: number, clusterId: string | null) {
  const by = { createdBy: "Ada", createdById: "person-ada" };
  const at = { createdAt: new Date(start - 30 * dayMs), expiresAt: new Date(start + days * dayMs) };
  const what = {
    kind: "accepted",
    scope: "check",
    checkId: "kubelet-readonly-port-open",
    reason: "The firewall comes.",
  };
  return getDatabase().acceptance.create({ data: { id, clusterId, ...what, ...by, ...at, state: "active" } });
}

test("a round ends what ran out and warns of what ends soon, once; a demo's past has its own time", async () => {
  await getDatabase().cluster.create({
    data: { id: "told", name: "told", source: "kubeconfig", target: "told", origin: "file" },
  });
  await getDatabase().demoState.create({ data: { clusterId: "told", state: "begun", at: new Date() } });
  await acceptance("over", 0, null);
  await acceptance("soon", 10, null);
  await acceptance("later", 40, null);
  await acceptance("past", -5, "told");
  const now = () => new Date(start + 60_000);
  const rounds = [acceptanceRound({ now, log }), acceptanceRound({ now, log })];
  await Promise.all(rounds);
  await acceptanceRound({ now, log });
  assert.deepEqual(lines.sort(), [
    'an acceptance ends soon {"acceptance":"soon","days":14}',
    'an acceptance ran out {"acceptance":"over","findings":0}',
  ]);
  const rows = await getDatabase().acceptance.findMany({ orderBy: { id: "asc" } });
  assert.deepEqual(
    rows.map(({ id, state, warned }) => [id, state, warned]),
    [
      ["later", "active", null],
      ["over", "expired", null],
      ["past", "active", null],
      ["soon", "active", 14],
    ],
  );
});
