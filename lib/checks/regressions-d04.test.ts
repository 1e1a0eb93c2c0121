import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Check, Judgement } from "../domain/check.ts";
import type { Evidence } from "../domain/evidence.ts";
import type { Inventory } from "../domain/inventory.ts";
import type { Subject } from "../domain/subject.ts";
import { hiddenControlPlane } from "./api-server/sample-api-server.ts";
import { checks } from "./index.ts";
import { evidenceOf, hardened, type Seen, withInventory, withUnreachable } from "./sample-evidence.ts";

interface Judged extends Judgement {
  check: Check;
  subject: Subject;
}

/** Every check, of the subjects that it names of a cluster where all was seen. */
function judgeAll(seen: Seen, subjectsIn: Seen = hardened()): Judged[] {
  const evidence: Evidence = evidenceOf(seen);
  const named = evidenceOf(subjectsIn);
  return checks.flatMap((check) =>
    check.subjects(named).map((subject) => ({ check, subject, ...check.judge(subject, evidence) })),
  );
}

const inWords = ({ check, subject, verdict, reason }: Judged) =>
  `${check.id} on ${subject.name} ${subject.port ?? ""}: ${verdict}, ${reason}`;
const passes = (judged: Judged[]) => judged.filter(({ verdict }) => verdict === "pass").map(inWords);

/** Lists that could not be read are null, and each says which permission it takes. */
const unread: Partial<Inventory> = {
  services: null,
  hostPorts: null,
  staticPods: null,
  kubeletConfigs: {},
  certificateSigningRequests: null,
  kubeProxy: null,
  anonymousBindings: null,
  namespaces: null,
  pods: null,
  workloads: null,
  endpoints: null,
  networkPolicies: null,
  rbac: null,
  admission: null,
  apiServices: null,
  consumers: null,
};
/** A node of which nothing is known but its name: no condition, no version that a check could go by. */
const bare = (seen: Seen): Seen =>
  withInventory(seen, {
    ...unread,
    cluster: { ...seen.inventory.cluster, version: null },
    nodes: seen.inventory.nodes.map((node) => ({
      ...node,
      ready: null,
      readySince: null,
      kubeletVersion: null,
      kubeletPort: 10250,
      uid: node.uid,
    })),
  });
const nothingProbed = (seen: Seen): Seen => ({ ...seen, observations: [], sweeps: [] });
const allBroken = (seen: Seen): Seen => ({
  ...nothingProbed(seen),
  observations: seen.observations.map((entry) => ({
    node: entry.node,
    address: entry.address,
    port: entry.port,
    protocol: entry.protocol,
    vantage: entry.vantage,
    at: entry.at,
    state: null,
    service: null,
    rttMs: null,
    reason: null,
    problem: "ENOSPC: no space left on device",
  })),
});
const silenced = (seen: Seen): Seen =>
  seen.inventory.nodes.reduce((made, { name }) => withUnreachable(made, name), seen);

/** These tell what the API itself says of a node, which was read; they claim nothing of what was not. */
const aboutTheNodeObject = new Set(["kubelet-nonstandard-port", "kube-proxy-nodeport-all-addresses"]);
const claimed = (judged: Judged[]) => judged.filter(({ check }) => !aboutTheNodeObject.has(check.id));

describe("what was not seen never passes", () => {
  test("artifact-keeper#994: a scan that looked at nothing in 2.8 ms has no pass in it", () => {
    assert.deepEqual(passes(claimed(judgeAll(bare(nothingProbed(hardened()))))), []);
  });

  for (const thread of ["huntridge-labs/argus#18", "artifact-keeper#888"])
    test(`${thread}: every probe broke on a full disk, and none of it is a pass`, () => {
      assert.deepEqual(passes(claimed(judgeAll(bare(allBroken(hardened()))))), []);
    });

  test("trivy#3487: a scan that failed says so of each check, in words", () => {
    for (const judged of judgeAll(bare(allBroken(hardened()))))
      assert.ok(judged.verdict !== "unknown" || judged.reason.length > 20, inWords(judged));
  });

  test("devantler-tech/platform#2933: where nothing could be loaded, zero findings are not zero problems", () => {
    const judged = judgeAll(bare(nothingProbed(hardened())));
    const unknowns = judged.filter(({ verdict }) => verdict === "unknown").length;
    assert.ok(unknowns * 2 > judged.length, `${unknowns} of ${judged.length} are unknown`);
  });

  test("deckhouse#7126: what lies on a node's disk is not passed without a report from the node", () => {
    assert.deepEqual(passes(claimed(judgeAll(bare(silenced(hardened()))))), []);
  });

  test("a node that cannot be reached raises a finding of its own", () => {
    const judged = judgeAll(silenced(hardened())).filter(({ check }) => check.id === "scan-coverage-gap");
    assert.deepEqual(
      judged.map(({ verdict }) => verdict),
      ["fail", "fail", "fail"],
    );
  });
});

describe("managed control planes", () => {
  const hidden = new Set(["etcd", "controller-manager", "scheduler"]);
  for (const distribution of ["eks", "gke", "aks"] as const)
    test(`trivy#6013: ${distribution} shows no control plane, and none of its settings passes`, () => {
      const seen = hiddenControlPlane();
      const managed = withInventory(seen, {
        cluster: { ...seen.inventory.cluster, distribution },
        nodes: seen.inventory.nodes.map((node) => ({ ...node, distribution })),
        staticPods: [],
      });
      const judged = judgeAll(managed, managed);
      const flags = judged.filter(
        ({ check }) => hidden.has(check.component) || (check.component === "api-server" && check.kind === "config"),
      );
      for (const entry of flags)
        assert.ok(entry.verdict === "not-applicable" || entry.verdict === "unknown", inWords(entry));
    });
});
