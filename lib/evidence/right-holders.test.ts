import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { PolicyRule, RbacBinding, RbacRole, RbacSubject } from "../domain/rbac.ts";
import { grantedVerbs, rightHolders } from "./right-holders.ts";

const rule = (changes: Partial<PolicyRule>): PolicyRule => ({
  verbs: ["get"],
  apiGroups: [""],
  resources: ["nodes/proxy"],
  resourceNames: [],
  nonResourceURLs: [],
  ...changes,
});
const role = (name: string, rules: PolicyRule[], changes: Partial<RbacRole> = {}): RbacRole => ({
  kind: "ClusterRole",
  uid: `uid-${name}`,
  namespace: null,
  name,
  rules,
  aggregated: false,
  builtIn: false,
  ...changes,
});
const binding = (
  name: string,
  roleName: string,
  subject: RbacSubject,
  changes: Partial<RbacBinding> = {},
): RbacBinding => ({
  kind: "ClusterRoleBinding",
  uid: `uid-${name}`,
  namespace: null,
  name,
  roleRef: { kind: "ClusterRole", name: roleName },
  subjects: [subject],
  builtIn: false,
  createdAt: null,
  ...changes,
});
const account = (namespace: string, name: string): RbacSubject => ({ kind: "ServiceAccount", namespace, name });
const nodesProxy = { apiGroup: "", resource: "nodes/proxy", verbs: ["get", "create"] };

const inventory = (rbac: { roles: RbacRole[]; bindings: RbacBinding[] } | null) =>
  ({ rbac, pods: null, workloads: [] }) as unknown as Parameters<typeof rightHolders>[0];

describe("who holds a right", () => {
  test("is not known where roles could not be read", () => {
    assert.equal(rightHolders(inventory(null))(nodesProxy), null);
  });

  test("is found through role and binding, with the verbs that are granted", () => {
    const roles = [role("prometheus", [rule({ verbs: ["get", "list"] })])];
    const bindings = [binding("prometheus", "prometheus", account("monitoring", "prometheus"))];
    const [holder] = rightHolders(inventory({ roles, bindings }))(nodesProxy) ?? [];
    assert.deepEqual(holder?.verbs, ["get"]);
    assert.equal(holder?.through, "ClusterRoleBinding prometheus → ClusterRole prometheus");
    assert.equal(holder?.expected, false);
  });

  test("includes who holds everything, and marks the administrators as expected, after the others", () => {
    const roles = [
      role("cluster-admin", [rule({ verbs: ["*"], apiGroups: ["*"], resources: ["*"] })], { builtIn: true }),
    ];
    const bindings = [
      binding(
        "cluster-admin",
        "cluster-admin",
        { kind: "Group", name: "system:masters", namespace: null },
        { builtIn: true },
      ),
      binding("ci", "cluster-admin", account("ci", "runner")),
    ];
    const holders = rightHolders(inventory({ roles, bindings }))(nodesProxy) ?? [];
    assert.deepEqual(
      holders.map(({ subject, expected }) => [subject.name, expected]),
      [
        ["runner", false],
        ["system:masters", true],
      ],
    );
  });

  test("a ClusterRole that a RoleBinding names holds in that namespace alone", () => {
    const roles = [role("debug", [rule({ resources: ["pods/exec"], verbs: ["create"] })])];
    const bindings = [binding("debug", "debug", account("shop", "dev"), { kind: "RoleBinding", namespace: "shop" })];
    const [holder] =
      rightHolders(inventory({ roles, bindings }))({ apiGroup: "", resource: "pods/exec", verbs: ["create"] }) ?? [];
    assert.equal(holder?.namespace, "shop");
  });

  test("a Role of another namespace with the same name is another role", () => {
    const roles = [role("reader", [rule({})], { kind: "Role", namespace: "a" })];
    const bindings = [
      binding("reader", "reader", account("b", "x"), {
        kind: "RoleBinding",
        namespace: "b",
        roleRef: { kind: "Role", name: "reader" },
      }),
    ];
    assert.deepEqual(rightHolders(inventory({ roles, bindings }))(nodesProxy), []);
  });
});

describe("rules match as the API server's authoriser matches them", () => {
  for (const [resources, granted] of [
    [["nodes/proxy"], true],
    [["nodes/*"], false],
    [["*/proxy"], true],
    [["*"], true],
    [["nodes"], false],
    [["nodes/metrics"], false],
  ] as const) {
    test(`${resources[0]} ${granted ? "grants" : "does not grant"} nodes/proxy`, () => {
      assert.equal(grantedVerbs([rule({ resources: [...resources] })], nodesProxy).length > 0, granted);
    });
  }

  test("a rule of another API group grants nothing", () => {
    assert.deepEqual(grantedVerbs([rule({ apiGroups: ["metrics.k8s.io"] })], nodesProxy), []);
  });
});
