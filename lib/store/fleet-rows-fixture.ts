import type { FleetSize } from "./fleet-fixture.ts";

type Steps = Record<string, string>;

/** Any number from 0 to below `size`, always the same for the same row and salt. */
const random = (row: string, salt: number, size: string | number) =>
  `((hashint8extended((${row})::bigint, ${salt}) & 9223372036854775807) % ${size})`;

/** An id that sorts by the time it was made, as newId makes them. */
const idAt = (
  at: string,
  number: string,
) => `(select substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-7' || lpad(to_hex((${number}) & 4095), 3, '0')
  || '-8000-' || lpad(to_hex(${number}), 12, '0') from lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') h)`;

const vantage = `'scanner' as "vantageName", 'worker-node' as "vantageKind"`;
/** Instant of the scan of a cluster `days` before the last one. */
const scanAt = (at: string, cluster: string, days: string) =>
  `(${at} - (${days}) * interval '1 day' - (${cluster}) * interval '1 second')`;
/** As the targets below have it: the ports of the control plane are closed everywhere, those of etcd not looked at. */
const sections = `'{"kubelet": "open", "nodeport": "open", "other": "open", "api-server": "closed", "control-plane": "closed"}'::jsonb`;
const classes = `'{"kubelet": {"state": "open", "open": [10248, 10250]}, "read-only": {"state": "open", "open": [10255]},
  "api-server": {"state": "closed", "open": []}, "control-plane": {"state": "closed", "open": []},
  "node-port": {"state": "open", "open": [30080, 30443, 31000, 32000, 32767]},
  "other": {"state": "open", "open": [22, 179, 4240, 9099, 9100, 10249, 10256]}}'::jsonb`;

/** Clusters, nodes and a scan a day. */
export const scanTables = (size: FleetSize, at: string): Steps => ({
  clusters: `
    insert into "Cluster" ("id", "name", "source", "target", "origin", "uid", "version", "distribution", "lastScanId",
        "lastCompleteScanId", "createdAt", "lookedAt")
      select "id", "name", 'inventory', 'inventory', 'file', 'uid ' || "id", 'v1.36.2', "distribution", ${idAt(scanAt(at, '"place"', "0"), '"place"')},
        ${idAt(scanAt(at, '"place"', "0"), '"place"')}, ${at} - interval '${size.days} days', ${scanAt(at, '"place"', "0")} from load_cluster;
    insert into "Node" ("id", "clusterId", "uid", "name", "roles", "addresses", "kubeletVersion", "kubeletPort", "distribution", "osImage",
        "ready", "present", "checked", "lastCheckedAt", "firstSeenAt", "lastSeenAt", "openPorts", "sections", "contentHash", "zone")
      select "id", "clusterId", "uid", "name", case when "role" = 'worker' then '{worker}' else '{control-plane}' end::text[], array["address"],
        'v1.36.2', 10250, "distribution", 'Debian GNU/Linux 12 (bookworm)', true, true, "place" % 100 <> 7, ${scanAt(at, '"cluster"', "0")},
        ${at} - interval '${size.days} days', ${scanAt(at, '"cluster"', "0")}, 15, ${sections}, md5("id"),
        'zone-' || "place" % 3
      from load_node`,
  scans: `
    insert into "Scan" ("id", "clusterId", "state", "trigger", "profile", "requestedAt", "startedAt", "finishedAt", "attempt", "vantageName",
        "vantageKind", "coverage", "problems", "verdicts", "found", "changesNew", "changesFixed", "nodeUids", "nodesListed", "rulesHash", "judged", "doubted", "looked")
      select ${idAt('s."end"', 'c."place"')}, c."id", 'complete', 'schedule', 'standard', s."end" - interval '90 seconds', s."end" - interval '80 seconds', s."end", 1,
        'scanner', 'worker-node', n."coverage", '[]', '{"pass": 1800, "fail": 200}', '{"critical": 10, "high": 60, "medium": 80, "low": 50, "info": 0}', 3, 3,
        n."uids", true, 'rules', int4multirange(int4range(c."place" * ${size.findings / size.clusters} + 1, (c."place" + 1) * ${size.findings / size.clusters} + 1)), '{}', n."looks"
      from load_cluster c
        join (select "cluster", array_agg("uid") as "uids", int4multirange(int4range(min("place")::int + 1, max("place")::int + 2)) as "looks",
            jsonb_build_object('nodes', jsonb_build_object('known', count(*), 'checked', count(*), 'unreachable', '[]'::jsonb),
              'probes', jsonb_build_object('planned', count(*) * 2800, 'done', count(*) * 2800, 'failed', 0), 'lost', '[]'::jsonb) as "coverage"
          from load_node group by 1) n on n."cluster" = c."place"
        cross join generate_series(0, ${size.days} - 1) d
        cross join lateral (select ${scanAt(at, 'c."place"', "d")} as "end") s
      where c."place" < ${size.clusters}`,
});

const finding = (name: string) => `f."${name}"`;

/** Findings in the order in which they came, a tenth of them open; their stretches and turns. */
export const findingTables = (size: FleetSize, at: string): Steps => {
  const perNode = size.findings / size.nodes;
  return {
    "plan of findings": `
      create unlogged table load_finding as
        select i, n."place" as "node", c."place" as "check", n."cluster", ${scanAt(at, 'n."cluster"', 'd."first"')} as "first",
          case when d."open" then null else ${scanAt(at, 'n."cluster"', random("i", 5, 'greatest(d."first", 1)'))} end as "end",
          case when not d."open" then case when ${random("i", 6, 25)} = 0 then 'accepted' else 'resolved' end
            when ${random("i", 7, 20)} = 0 then 'acknowledged' else 'open' end as "state",
          case when c."namespaced" then 'team-' || ${random("i", 8, 8)} else '' end as "namespace"
        from generate_series(0, ${size.findings} - 1) i join load_node n on n."place" = i / ${perNode}
          join load_check c on c."place" = (i % ${perNode} + n."place" * 7) % (select count(*) from load_check)
          cross join lateral (select ${random("i", 1, 10)} = 0 as "open", 1 + ${random("i", 2, size.days - 2)} as "first") d;
      create index on load_finding ("first", i); analyze load_finding;`,
    findings: `
      insert into "Finding" ("id", "clusterId", "nodeId", "fingerprint", "checkId", "component", "headline", "severity", "severityRank", "verdict", "state",
          "decision", "resolution", "subject", "nodeName", "port", "protocol", "vantageName", "vantageKind", "reason", "evidenceHash", "evidenceAt",
          "remediation", "context", "references", "beside", "searchText", "firstSeenAt", "failingSince", "lastSeenAt", "lastCheckedAt", "resolvedAt", "lastScanId",
          "namespace", "nodeRole", "distribution", "contentHash")
        select ${idAt(finding("first"), "f.i")}, n."clusterId", n."id", md5('finding ' || f.i), c."id", c."component", c."title" || ' on ' || n."name", c."severity", c."rank",
          case when f."state" = 'resolved' then 'pass' when ${random("f.i", 9, 20)} = 0 then 'unknown' else 'fail' end, f."state",
          case when f."state" in ('accepted', 'acknowledged') then f."state" end, case when f."state" = 'resolved' then 'fixed' end,
          jsonb_build_object('kind', 'Node', 'uid', n."uid", 'name', n."name", 'node', n."name", 'address', n."address", 'port', p.port, 'protocol', 'TCP'),
          n."name", p.port, 'TCP', ${vantage}, 'The kubelet answered without credentials.', md5('evidence ' || f.i % 1000), array[to_char(f."first", 'YYYY-MM-DD"T"HH24:MI:SS"Z"')],
          c."remediation", jsonb_build_object('distribution', n."distribution", 'address', n."address", 'port', p.port, 'nodeName', n."name", 'values', '{}'::jsonb,
            'clusterName', n."cluster"::text, 'controlPlaneAddresses', jsonb_build_array(n."address"), 'podCIDRs', '[]'::jsonb,
            'subject', jsonb_build_object('kind', 'Node', 'uid', n."uid", 'name', n."name", 'node', n."name", 'address', n."address")), c."references", '{}',
          lower(c."title") || ' on ' || n."name" || ' ' || c."words" || ' ' || n."address" || ' ' || p.port, f."first",
          case when f."state" <> 'resolved' then f."first" end, coalesce(case when f."state" = 'resolved' then f."end" end, ${scanAt(at, 'f."cluster"', "0")}), ${scanAt(at, 'f."cluster"', "0")},
          case when f."state" = 'resolved' then f."end" end, ${idAt(scanAt(at, 'f."cluster"', "0"), 'f."cluster"')}, f."namespace", n."role", n."distribution", md5(f.i::text)
        from (select * from load_finding order by "first", i) f join load_node n on n."place" = f."node" join load_check c on c."place" = f."check"
          cross join lateral (select (array[10250, 10255, 2379, 6443, 10257, 10259, 30000 + f.i % 2768, 8080])[1 + f."check" % 8]::int as port) p`,
    "spans and events": `
      insert into "FindingSpan" ("findingId", "clusterId", "state", "severity", "openedAt", "since", "until", "endedAs")
        select ${idAt(finding("first"), "f.i")}, c."id", case when f."state" = 'resolved' then 'open' else f."state" end, k."severity", f."first", f."first",
          coalesce(case when f."state" = 'resolved' then f."end" end, 'infinity'), case when f."state" = 'resolved' then 'fixed' end
        from load_finding f join load_cluster c on c."place" = f."cluster" join load_check k on k."place" = f."check" order by f."first";
      insert into "FindingEvent" ("id", "findingId", "clusterId", "kind", "at", "scanId", "message", "severity", "resolution", "openedAt")
        select ${idAt('e."at"', "f.i")}, ${idAt(finding("first"), "f.i")}, c."id", e."kind", e."at", ${idAt('e."at"', 'f."cluster"')}, 'The port answered.', k."severity",
          case when e."kind" = 'resolved' then 'fixed' end, case when e."kind" = 'resolved' then f."first" end
        from load_finding f join load_cluster c on c."place" = f."cluster" join load_check k on k."place" = f."check"
          cross join lateral (select 'opened' as "kind", f."first" as "at" union all
            select case f."state" when 'accepted' then 'accepted' else 'resolved' end, f."end" where f."end" is not null) e order by e."at"`,
  };
};

/** A verdict for each finding, with the fail before it where it was fixed; ids run cluster by cluster. */
export const judgementTables = (at: string): Steps => ({
  judgements: `
    insert into "Judgement" ("id", "clusterId", "fingerprint", "digest", "checkId", "subject", "nodeId", "node", "port", "verdict", "severity", "headline", "reason",
        "vantageName", "vantageKind", "evidenceHash", "evidenceAt", "since")
      select f.i + 1, n."clusterId", md5('finding ' || f.i), md5(f.i::text), c."id", jsonb_build_object('kind', 'Node', 'uid', n."uid", 'name', n."name", 'node', n."name"), n."id", n."name", 10250,
        case when f."state" = 'resolved' then 'pass' when ${random("f.i", 9, 20)} = 0 then 'unknown' else 'fail' end, c."severity", c."title" || ' on ' || n."name",
        'The kubelet answered without credentials.', ${vantage}, md5('evidence ' || f.i % 1000), array[to_char(f."first", 'YYYY-MM-DD"T"HH24:MI:SS"Z"')],
        coalesce(case when f."state" = 'resolved' then f."end" end, f."first")
      from load_finding f join load_node n on n."place" = f."node" join load_check c on c."place" = f."check" order by f.i;
    insert into "JudgementHistory" ("judgementId", "clusterId", "verdict", "severity", "headline", "reason", "vantageName", "vantageKind", "evidenceHash", "evidenceAt", "since", "until")
      select f.i + 1, n."clusterId", 'fail', c."severity", c."title", 'The kubelet answered without credentials.', ${vantage}, md5('evidence ' || f.i % 1000), '{}', f."first", f."end"
      from load_finding f join load_node n on n."place" = f."node" join load_check c on c."place" = f."check" where f."state" = 'resolved' and f."end" > f."first" and f."end" <= ${at} order by f."end";
    insert into "Evidence" ("hash", "items", "createdAt") select md5('evidence ' || e), jsonb_build_array(jsonb_build_object('sent', 'GET https://192.0.2.4:10250/pods', 'received', '200 PodList',
      'vantage', jsonb_build_object('name', 'scanner', 'kind', 'worker-node'), 'decisive', true)), ${at} from generate_series(0, 999) e`,
});

const portOf = (number: string) =>
  `(array[22, 179, 4240, 9099, 9100, 10248, 10249, 10250, 10255, 10256, 30080, 30443, 31000, 32000, 32767])[${number}]`;

/** Fifteen ports that answer on each node, a few that changed in the year, and a change of another kind for each. */
export const portTables = (size: FleetSize, at: string): Steps => ({
  ports: `
    insert into "PortTarget" ("id", "clusterId", "nodeId", "address", "protocol", "vantageName", "vantageKind", "firstLookedAt", "lastLookedAt", "ports", "states", "answers", "sections", "classes", "sweep")
      select "place" + 1, "clusterId", "id", "address", 'TCP', ${vantage}, ${at} - interval '365 days', ${scanAt(at, '"cluster"', "0")}, '1-1024,10240-10271,30000-32767',
        decode(repeat('11', 1912), 'hex'), md5("id"), '{"kubelet": {"state": "open", "open": 2}, "nodeport": {"state": "open", "open": 5}, "other": {"state": "open", "open": 8}}', ${classes},
        jsonb_build_object('node', "name", 'address', "address", 'protocol', 'TCP', 'vantage', jsonb_build_object('name', 'scanner', 'kind', 'worker-node'), 'at', ${scanAt(at, '"cluster"', "0")},
          'ports', '1-1024,10240-10271,30000-32767', 'open', 15, 'closed', 3809, 'filtered', 0, 'failed', 0)
      from load_node order by "place";
    insert into "PortLook" ("id", "targetId", "ports", "firstAt", "lastAt")
      select "place" + 1, "place" + 1, '1-1024,10240-10271,30000-32767', ${at} - interval '365 days', ${scanAt(at, '"cluster"', "0")} from load_node;
    insert into "PortAnswer" ("id", "hash", "service", "facts") select a, md5('answer ' || a), (array['kubelet', 'http', 'ssh', 'node-exporter', 'unknown'])[1 + a % 5],
      jsonb_build_object('state', 'open', 'service', (array['kubelet', 'http', 'ssh', 'node-exporter', null])[1 + a % 5], 'rttMs', 1, 'reason', 'syn-ack') from generate_series(1, 50) a;
    insert into "PortState" ("since", "targetId", "port", "answerId", "state")
      select ${at} - (${random('"place" * 16 + p', 3, size.days - 5)} + 2) * interval '1 day', "place" + 1, ${portOf("p")}, 1 + ("place" + p) % 50, 2 from load_node cross join generate_series(1, 15) p order by 2;
    insert into "PortHistory" ("since", "until", "targetId", "port", "answerId", "state")
      select s."since" - interval '20 days', s."since", s."targetId", s."port", null, 1 from "PortState" s where s."port" in (30080, 30443, 31000, 32000, 32767);
    insert into "Change" ("id", "at", "clusterId", "nodeId", "kind", "port", "protocol", "message", "facts")
      select ${idAt('s."since"', 's."targetId"::bigint * 65536 + s."port"')}, s."since", t."clusterId", t."nodeId", 'port-opened', s."port", 'TCP', 'Port ' || s."port" || ' opened', '{}'
      from "PortState" s join "PortTarget" t on t."id" = s."targetId" where s."port" >= 30000`,
});

/** Two scans of one cluster of many nodes, sixty verdicts a node: two in a hundred turned between them, and so did some ports. */
export const largeCluster = (size: FleetSize, at: string): Steps => {
  const [nodes, first] = [size.largeNodes, size.findings + 1];
  const ids = `${nodes * 60}`;
  const cluster = `(select "id" from load_cluster where "place" = ${size.clusters})`;
  const [before, after] = [scanAt(at, `${size.clusters}`, "1"), scanAt(at, `${size.clusters}`, "0")];
  return {
    "large cluster": `
      insert into "Judgement" ("id", "clusterId", "fingerprint", "digest", "checkId", "subject", "nodeId", "node", "port", "verdict", "severity", "headline", "reason",
          "vantageName", "vantageKind", "evidenceHash", "evidenceAt", "since")
        select ${first} + i, n."clusterId", md5('large ' || i), md5(i::text), c."id", jsonb_build_object('kind', 'Node', 'uid', n."uid", 'name', n."name", 'node', n."name"), n."id", n."name", 10250,
          case when i % 100 < 2 then 'fail' when i % 10 = 3 then 'unknown' else 'pass' end, c."severity", c."title" || ' on ' || n."name", 'As it was seen.', ${vantage}, md5('evidence ' || i % 1000), '{}',
          case when i % 100 < 2 then ${after} else ${before} end
        from generate_series(0, ${ids} - 1) i join load_node n on n."place" = ${size.nodes} + i / 60 join load_check c on c."place" = i % 60;
      insert into "JudgementHistory" ("judgementId", "clusterId", "verdict", "severity", "headline", "reason", "vantageName", "vantageKind", "evidenceHash", "evidenceAt", "since", "until")
        select j."id", j."clusterId", 'pass', j."severity", j."headline", 'As it was seen before.', ${vantage}, j."evidenceHash", '{}', ${before}, ${after}
        from "Judgement" j where j."clusterId" = ${cluster} and j."since" = ${after};
      insert into "PortHistory" ("since", "until", "targetId", "port", "answerId", "state")
        select ${before}, ${after}, t."id", 30080, null, 1 from "PortTarget" t where t."clusterId" = ${cluster} and t."id" % 10 = 0;
      update "PortState" s set "since" = ${after} from "PortTarget" t where t."id" = s."targetId" and t."clusterId" = ${cluster} and t."id" % 10 = 0 and s."port" = 30080;
      insert into "Scan" ("id", "clusterId", "state", "trigger", "profile", "requestedAt", "startedAt", "finishedAt", "attempt", "vantageName", "vantageKind", "coverage", "problems", "verdicts",
          "found", "changesNew", "changesFixed", "nodeUids", "nodesListed", "rulesHash", "judged", "doubted", "looked")
        select ${idAt('s."end"', `${size.clusters}`)}, ${cluster}, 'complete', 'schedule', 'standard', s."end" - interval '90 seconds', s."end" - interval '80 seconds', s."end", 1, 'scanner', 'worker-node',
          '{"nodes": {"known": ${nodes}, "checked": ${nodes}, "unreachable": []}, "probes": {"planned": 1, "done": 1, "failed": 0}, "lost": []}', '[]', '{"pass": 1}',
          '{"critical": 0, "high": 0, "medium": 0, "low": 0, "info": 0}', 0, 0, (select array_agg("uid") from load_node where "clusterId" = ${cluster}), true, 'rules',
          int4multirange(int4range(${first}, ${first} + ${ids})), '{}', int4multirange(int4range(${size.nodes} + 1, ${size.nodes + nodes} + 1))
        from (values (${before}), (${after})) s("end")`,
  };
};
