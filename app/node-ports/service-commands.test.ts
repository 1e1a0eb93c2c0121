import assert from "node:assert/strict";
import { test } from "node:test";
import type { QueueItem } from "./queue-item.ts";
import { approveCommand, baselineEntry, removeCommands } from "./service-commands.ts";

const item: QueueItem = {
  key: "k",
  target: { cluster: "c1", port: 32555, protocol: "TCP", namespace: "payments", service: "debug-tmp", serviceUid: "u" },
  label: "32555/TCP",
  via: "NodePort",
  kind: "Service",
  owner: "team-payments",
  team: "team-payments",
  clusterName: "harbor",
  context: "harbor admin",
  nodes: 3,
  vantages: ["worker-node"],
  answers: [],
  createdAt: null,
  review: null,
};
const approval = { owner: "team-payments", because: "webhook; it's Bob's $(id)", until: "2027-02-19" };

test("the approval is annotated with the cluster's own context, namespace and name, quoted for a shell", () => {
  const { run, undo } = approveCommand(item, approval);
  assert.equal(
    run.code,
    `kubectl --context 'harbor admin' -n payments annotate service debug-tmp 'breakwater.dev/nodeport-approved=team-payments: webhook; it'\\''s Bob'\\''s $(id)' breakwater.dev/nodeport-approved-until=2027-02-19 --overwrite`,
  );
  assert.equal(
    undo.code,
    "kubectl --context 'harbor admin' -n payments annotate service debug-tmp breakwater.dev/nodeport-approved- breakwater.dev/nodeport-approved-until-",
  );
});

test("an approval without an end takes an older end away, and a host port is approved on its controller", () => {
  const daemon: QueueItem = { ...item, kind: "DaemonSet", via: "hostPort", context: null };
  const { run } = approveCommand(daemon, { ...approval, because: "ingress", until: "" });
  assert.equal(
    run.code,
    "kubectl -n payments annotate daemonset debug-tmp 'breakwater.dev/hostport-approved=team-payments: ingress' breakwater.dev/hostport-approved-until- --overwrite",
  );
});

test("a bare pod and a port of nobody cannot carry an approval, and are told to the baseline", () => {
  for (const other of [
    { ...item, kind: "Pod", via: "hostPort" as const },
    { ...item, via: "undeclared" as const },
  ])
    assert.equal(approveCommand(other, approval).run.code, null);
  assert.equal(
    baselineEntry(item, { ...approval, because: 'the "hook": x' }),
    '- ports: "32555"\n  protocol: TCP\n  service: "payments/debug-tmp"\n  owner: "team-payments"\n  because: "the \\"hook\\": x"\n  until: "2027-02-19"',
  );
});

test("a Service is saved before it is closed, and what was saved puts it back", () => {
  const { run, undo } = removeCommands({ ...item, context: null });
  assert.deepEqual(
    run.map(({ code }) => code),
    [
      "kubectl -n payments get service debug-tmp -o yaml | grep -v '^  resourceVersion:' > payments-debug-tmp.yaml",
      `kubectl -n payments patch service debug-tmp -p '{"spec":{"type":"ClusterIP"}}'`,
      "kubectl -n payments delete service debug-tmp",
    ],
  );
  assert.equal(undo.code, "kubectl apply -f payments-debug-tmp.yaml");
});

test("a load balancer keeps its type, and a port of nobody is looked for on the node", () => {
  const balanced = removeCommands({ ...item, context: null, via: "LoadBalancer" }).run;
  assert.ok(balanced.some(({ code }) => code?.includes('{"spec":{"allocateLoadBalancerNodePorts":false}}')));
  const gone = removeCommands({
    ...item,
    via: "undeclared",
    kind: null,
    target: { ...item.target, service: "", protocol: "UDP" },
  });
  assert.match(gone.run[0]?.code ?? "", /ss -lunp 'sport = :32555'/);
});
