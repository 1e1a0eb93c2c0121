import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import type { NetworkIntent } from "../domain/network-intent.ts";
import type { Remediation, RemediationContext } from "../domain/remediation.ts";
import { networkRules, rollout, settingDiff } from "./index.ts";

/** What opens something in a shell, YAML, HCL, JMESPath or a here-document, and what a name may hold besides. */
const pieces = [
  ..."'\"`$\\;&|<>(){}[]#*?~!%: \n\t-=,".split(""),
  ...[
    "$(touch x)",
    "$" + "{x}",
    "\nFIX\n",
    "\nBREAKWATER\n",
    "--all",
    "-oProxyCommand=touch x",
    "node",
    "é",
    "'; reboot #",
  ],
];
const hostile = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));
const address = fc.oneof(hostile, fc.constantFrom("192.0.2.21", "2001:db8::21", "node.example.com"));
const cidr = fc.constantFrom("192.0.2.0/24", "198.51.100.7", "2001:db8::/32");

const names = fc.record({ node: hostile, address, namespace: hostile, label: hostile, key: hostile, cluster: hostile });
type Names = typeof names extends fc.Arbitrary<infer T> ? T : never;

const plain: Names = {
  node: "worker-1",
  address: "192.0.2.21",
  namespace: "payments",
  label: "monitoring",
  key: "app",
  cluster: "sample",
};

function contextOf({ node, address: at, cluster }: Names): RemediationContext {
  return {
    distribution: "k3s",
    subject: { kind: "Node", uid: node, name: node, node, address: at, port: 10250 },
    address: at,
    port: 10250,
    nodeName: node,
    nodeAddresses: [at],
    controlPlaneAddresses: [at],
    podCIDRs: ["10.42.0.0/16"],
    clusterName: cluster,
    values: { service: node },
  };
}

const intentOf = ({ label, namespace, key }: Names, cidrs: string[], on: NetworkIntent["on"]): NetworkIntent => ({
  name: "kubelet-api",
  purpose: label,
  on,
  ports: [{ port: 10250, protocol: "TCP" }],
  allow: [{ label, cidrs }],
  ...(on === "pod" ? { podSelector: { namespace, labels: { [key]: label } } } : {}),
});

/** How the words of a command come out of a shell; `set --` runs none of them. */
function words(command: string): string[] {
  const script = `set -f\nset -- ${command}\nprintf '%s\\0' "$@"`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
  assert.equal(status, 0, `${stderr}\n${command}`);
  return stdout.split("\0").slice(0, -1);
}

function parses(script: string): void {
  const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
  assert.equal(status, 0, `${stderr}\n${script}`);
}

const few = { numRuns: 40 };

describe("whatever nodes, namespaces, labels and addresses are called", () => {
  test("rules for the host and the cloud name addresses alone", () => {
    fc.assert(
      fc.property(names, fc.array(cidr, { maxLength: 3 }), (given, cidrs) => {
        const tame = (tool: string) => tool !== "NetworkPolicy" && tool !== "CiliumNetworkPolicy" && tool !== "Calico";
        for (const rule of networkRules(intentOf(given, cidrs, "node"), contextOf(given))) {
          if (!tame(rule.tool)) continue;
          const text = [rule.code, rule.verify, rule.undo, rule.apply, rule.file ?? ""].join("\n");
          for (const sign of ["$(touch", "; reboot", "$" + "{x}"])
            assert.ok(!text.includes(sign), `${rule.tool} holds ${sign}:\n${text}`);
          assert.ok(!text.replaceAll(/'[^']*'/g, "").includes("`"), `${rule.tool}: a backtick outside single quotes`);
          if (rule.language === "bash" && !rule.code.startsWith("*mangle")) parses(rule.code);
        }
      }),
      few,
    );
  });

  test("manifests are the same documents with the name in its place", () => {
    fc.assert(
      fc.property(names, fc.constantFrom("node" as const, "pod" as const), (given, on) => {
        const rules = networkRules(intentOf(given, ["192.0.2.0/24"], on), contextOf(given));
        const tame = networkRules(intentOf(plain, ["192.0.2.0/24"], on), contextOf(plain));
        for (const [index, rule] of rules.entries()) {
          if (rule.language !== "yaml") continue;
          const documents = parseAllDocuments(rule.code);
          assert.deepEqual(
            documents.flatMap(({ errors }) => errors),
            [],
          );
          const kinds = (code: string) =>
            parseAllDocuments(code).map((one) => [one.get("apiVersion"), one.get("kind")]);
          assert.deepEqual(kinds(rule.code), kinds(tame[index]?.code ?? ""), rule.tool);
        }
      }),
      few,
    );
  });

  test("commands beside the manifests keep their words", () => {
    fc.assert(
      fc.property(names, fc.constantFrom("node" as const, "pod" as const), (given, on) => {
        const rules = networkRules(intentOf(given, [], on), contextOf(given));
        const tame = networkRules(intentOf(plain, [], on), contextOf(plain));
        for (const [index, rule] of rules.entries()) {
          if (rule.language !== "yaml") continue;
          for (const part of ["apply", "verify", "undo"] as const) {
            const found = words(rule[part].replaceAll(" && ", " AND "));
            const expected = words((tame[index]?.[part] ?? "").replaceAll(" && ", " AND "));
            assert.equal(found.length, expected.length, `${rule.tool}: ${rule[part]}`);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test("the script for all nodes parses, runs no name, and takes no address for an option", () => {
    fc.assert(
      fc.property(names, hostile, (given, code) => {
        const steps: Remediation["steps"] = [
          { text: `On ${given.node}, add this.`, file: "/etc/rancher/k3s/config.yaml", language: "yaml", code },
          { text: `Then restart ${given.node}.` },
        ];
        const remediation: Remediation = {
          distribution: "k3s",
          summary: "Close it.",
          steps,
          verify: { command: "true", expect: "" },
        };
        const context = contextOf(given);
        const { script } = rollout([{ name: given.node, isControlPlane: false, remediation, context }]);
        if (script === null) return;
        parses(script);
        // What the script would do, with ssh and kubectl that only tell their words.
        const tell = `ssh() { cat >/dev/null; printf 'ssh:%s\\0' "$2"; }; sleep() { :; }; kubectl() { printf 'kubectl:%s\\0' "$3"; }\n`;
        const asked = spawnSync("bash", ["-s"], { input: tell + script, encoding: "utf8" });
        assert.equal(asked.status, 0, `${asked.stderr}\n${script}`);
        assert.ok(asked.stdout.includes(`ssh:${given.address}\0`), asked.stdout);
        assert.ok(asked.stdout.includes(`kubectl:node/${given.node}\0`), asked.stdout);
        assert.match(script, /ssh -- "\$2"/);
      }),
      few,
    );
  });

  test("a difference of settings has one line for each line", () => {
    fc.assert(
      fc.property(hostile, hostile, (before, after) => {
        const current = { "audit-log-path": { value: before, source: "flags", at: null } };
        const diff = settingDiff("kube-apiserver", current, { "audit-log-path": after });
        if (before === after) assert.equal(diff, null);
        for (const { text } of diff?.lines ?? []) assert.doesNotMatch(text, /[\n\r]/);
      }),
    );
  });

  test("a rule whose own name could be more than a name is refused", () => {
    const intent = { ...intentOf(plain, [], "node"), name: "a$(reboot)" };
    assert.throws(() => networkRules(intent, contextOf(plain)), RangeError);
  });
});
