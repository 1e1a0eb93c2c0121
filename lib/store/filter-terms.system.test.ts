import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { parseFilter } from "../domain/filter-language/index.ts";
import { findingStates } from "../domain/finding-state.ts";
import { severities } from "../domain/severity.ts";
import { query } from "./client.ts";
import { addCluster, startTestDatabase } from "./database-fixture.ts";
import { countFindings, facetFindings } from "./find-facets.ts";
import { addFinding, type FindingFields, seededChoices } from "./finding-fixture.ts";
import { groupFindings, listFindings } from "./findings.ts";
import { countedFields, listValues } from "./list-values.ts";

let stop: () => Promise<void>;
let clusterId = "";

const where = (text: string) => {
  const { terms, problems } = parseFilter(text);
  assert.deepEqual(problems, [], text);
  return terms;
};
const ids = async (text: string) =>
  (await listFindings({ where: where(text), limit: 200 })).items.map(({ id }) => id).sort();

type More = Record<string, string | number | null>;
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

async function add(id: string, cluster: string, fields: Partial<FindingFields>, more: More = {}): Promise<void> {
  await addFinding(cluster, { id, ...fields });
  for (const [name, value] of Object.entries(more)) {
    const type =
      name.endsWith("At") || name === "dueOverride" || name === "failingSince"
        ? "timestamptz"
        : name === "comments"
          ? "int"
          : "text";
    await query((database) =>
      database.$executeRawUnsafe(`update "Finding" set "${name}" = $1::${type} where "id" = $2`, String(value), id),
    );
  }
}

async function addNode(id: string, name: string, zone: string | null): Promise<void> {
  const at = new Date();
  const fields = {
    distribution: "k3s",
    present: true,
    firstSeenAt: at,
    lastSeenAt: at,
    sections: {},
    kubeletPort: 10_250,
  };
  await query((database) => database.node.create({ data: { id, name, uid: id, clusterId, zone, ...fields } }));
}

before(async () => {
  ({ stop } = await startTestDatabase());
  clusterId = (await addCluster({ name: "Harbor" })).id;
  const other = (await addCluster({ name: "quay_1" })).id;
  await addNode("n1", "worker-1", "eu-1a");
  await addNode("n2", "Worker-2", null);
  const acceptance = {
    id: "acc-1",
    kind: "accepted",
    scope: "findings",
    reason: "r",
    createdBy: "Ada",
    createdById: "p",
  };
  await query((database) =>
    database.acceptance.create({ data: { ...acceptance, createdAt: new Date(), state: "active" } }),
  );
  const w1 = { nodeId: "n1", nodeName: "worker-1" };
  await add(
    "a",
    clusterId,
    { ...w1, severity: "critical", checkId: "kubelet-anonymous-auth", port: 10_250 },
    {
      assignee: "Ada",
      dueOverride: ago(2),
      failingSince: ago(24 * 40),
      firstSeenAt: ago(24 * 60),
      vantageKind: "internet",
      protocol: "TCP",
      comments: 2,
    },
  );
  await add(
    "b",
    clusterId,
    { nodeId: "n2", nodeName: "Worker-2", severity: "high", checkId: "etcd-open", component: "etcd", port: 2379 },
    {
      dueOverride: ago(-24 * 3),
      failingSince: ago(24 * 10),
      firstSeenAt: ago(24 * 10),
      searchText: "etcd answers two words 100% open",
    },
  );
  await add(
    "c",
    other,
    { severity: "low", state: "acknowledged", namespace: "shop", nodeRole: "", port: null, nodeName: null },
    { failingSince: ago(1), firstSeenAt: ago(1), protocol: "UDP" },
  );
  await add(
    "d",
    other,
    { severity: "high", state: "accepted", port: 30_100, distribution: "k3s" },
    { acceptanceId: "acc-1", assignee: "none" },
  );
  await add("e", other, { severity: "medium", state: "resolved", verdict: "pass" }, { resolution: "fixed" });
  await query((database) => database.$executeRaw`update "Finding" set "failingSince" = null where "id" = 'e'`);
  await query((database) =>
    database.recheck.createMany({
      data: [
        { id: "r-1", findingId: "a", clusterId, state: "done", requestedAt: ago(2) },
        { id: "r-2", findingId: "b", clusterId, state: "queued", requestedAt: ago(0) },
        { id: "r-3", findingId: "e", clusterId: other, state: "running", requestedAt: ago(0) },
      ],
    }),
  );
  await query(
    (
      database,
    ) => database.$executeRaw`insert into "FindingLook" ("findingId", "state", "lastSeenAt", "lastCheckedAt", "evidenceAt")
    select "id", "state", "lastSeenAt", case when "id" = 'b' then now() - interval '3 days' else now() end, '{}' from "Finding"
    on conflict ("findingId") do update set "lastCheckedAt" = excluded."lastCheckedAt"`,
  );
});
after(() => stop());

const expected: Record<string, string> = {
  "": "a b c",
  "severity:critical": "a",
  "severity>=high": "a b",
  "severity<high state:all": "c e",
  "severity>=medium severity<critical state:all": "b d e",
  "-severity:high": "a c",
  "severity:high -severity:high": "",
  "state:all": "a b c d e",
  "state:accepted,resolved": "d e",
  "-state:acknowledged": "a b",
  "state:all -state:open": "c d e",
  "state:open -state:open": "",
  "verdict:pass state:all": "e",
  "check:kubelet-*": "a c",
  "check:etcd-open,kubelet-anon*": "a b",
  "-check:kubelet-*": "b",
  "component:etcd": "b",
  "cluster:harbor": "a b",
  "cluster:quay_*": "c",
  "-cluster:Harbor state:all": "c d e",
  "node:WORKER-1": "a",
  "node:worker-*": "a b",
  "node:n2": "b",
  "-node:worker-*": "c",
  "node:none": "c",
  "-node:none": "a b",
  "role:none": "c",
  "role:worker": "a b",
  "distribution:k3s state:all": "d",
  "zone:EU-*": "a",
  "zone:none": "b c",
  "-zone:eu-1a": "b c",
  "namespace:Shop": "c",
  "-namespace:none": "c",
  "port:10250": "a",
  "port:30000-32767 state:all": "d",
  "port:2379,10250": "a b",
  "-port:2379": "a c",
  "port:none": "c",
  "protocol:udp": "c",
  "-protocol:udp": "a b",
  "vantage:internet": "a",
  "resolution:fixed state:all": "e",
  "-resolution:fixed state:all": "a b c d",
  "assignee:ada": "a",
  "assignee:A*": "a",
  "assignee:none": "b c",
  "-assignee:none state:all": "a d",
  'assignee:"none" state:all': "d",
  "due:overdue": "a",
  "due<7d": "a b",
  "due>1d": "b c",
  "-due:overdue": "b c",
  "age>30d": "a",
  "age>7d age<30d": "b",
  "age<2h": "c",
  "seen>50d": "a",
  "seen<2h": "c",
  "seen>=2020-01-01": "a b c",
  "checked>2d": "b",
  "-checked>2d": "a c",
  "acceptance:any state:all": "d",
  "acceptance:acc-1 state:all": "d",
  "acceptance:none": "a b c",
  "has:comment": "a",
  "has:recheck": "b",
  "has:recheck state:all": "b e",
  "has:assignee has:due": "a",
  "has:comment,due -is:overdue": "b c",
  "is:new": "c",
  '"two words"': "b",
  '"100% open"': "b",
  "etcd ans*two": "b",
  "-etcd": "a c",
  quay_1: "c",
  "severity:critical,high -node:worker-1 age>1d": "b",
};

for (const [text, wanted] of Object.entries(expected)) {
  test(`${text || "nothing asked"}: list, count, groups and numbers by value agree`, async () => {
    const found = await ids(text);
    assert.equal(found.join(" "), wanted);
    const filter = { where: where(text) };
    const counts = await countFindings(filter);
    assert.equal(
      severities.reduce((sum, severity) => sum + counts[severity], 0),
      found.length,
    );
    const groups = await groupFindings(filter, "check");
    assert.equal(
      groups.reduce((sum, { count }) => sum + count, 0),
      found.length,
    );
    for (const sort of ["check", "node", "-failing-since", "-last-checked"] as const) {
      assert.equal((await listFindings({ ...filter, sort })).total, found.length);
      assert.equal((await listFindings({ ...filter, sort })).items.length, found.length, sort);
    }
  });
}

const { choose, whole } = seededChoices(5);
const parts = Object.keys(expected)
  .flatMap((text) => text.split(" "))
  .filter((text) => /^-?[a-z]+[:<>]/.test(text) && !text.includes('"'));

test("a number beside a value is what the list has once it is the only one of its field", async () => {
  for (let round = 0; round < 40; round += 1) {
    const text = Array.from({ length: whole(1, 3) }, () => choose(parts)).join(" ");
    const filter = { where: where(text) };
    const facets = await facetFindings(filter);
    const without = (field: string) => filter.where.filter((term) => term.field !== field);
    for (const state of findingStates) {
      const asked = [...without("state"), ...where(`state:${state}`)];
      assert.equal(facets.state[state], (await listFindings({ where: asked })).total, `${text} state ${state}`);
    }
    for (const severity of severities) {
      const asked = [...without("severity"), ...where(`severity:${severity}`)];
      assert.equal(
        facets.severity[severity],
        (await listFindings({ where: asked })).total,
        `${text} severity ${severity}`,
      );
    }
    for (const field of countedFields) {
      for (const { value, count } of await listValues(filter, { field })) {
        const written = value.startsWith("<") ? `${field}${value}` : `${field}:${value || "none"}`;
        const asked = [
          ...without(field),
          ...where(field === "assignee" && value === "none" ? 'assignee:"none"' : written),
        ];
        assert.equal(count, (await listFindings({ where: asked })).total, `${text}: ${written}`);
      }
    }
  }
});

test("parameters and terms hold together", async () => {
  const both = async (text: string, filter: object) =>
    (await listFindings({ ...filter, where: where(text) })).items.map(({ id }) => id).join();
  assert.equal(await both("severity:critical", { severity: ["high"] }), "");
  assert.equal(await both("severity>=high", { severity: ["high", "low"] }), "b");
  assert.equal(await both("state:accepted", { state: ["accepted", "resolved"] }), "d");
  assert.equal(await both("node:worker-1", { cluster: clusterId, q: "port" }), "a");
  assert.equal(await both("port:2379", { port: 10_250 }), "");
});

test("what a person typed is a value, never a part of the statement", async () => {
  for (const text of [`node:"'; drop table x; --"`, `"' or 1=1 --"`, `assignee:"\\\\%_"`, "node:%", "cluster:_uay_1"]) {
    assert.deepEqual(await ids(text), [], text);
  }
});

test("me without anybody who asks is said, and not taken for nobody", async () => {
  await assert.rejects(ids("assignee:me"), /me/);
});
