import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Judgement } from "../domain/check.ts";
import { etcd, kubeadmFlags, openEtcd, withEtcd, withEtcdFlags } from "./etcd/sample-etcd.ts";
import { checks } from "./index.ts";
import { evidenceOf, fromVantage, hardened, type Seen, vantageOf, withPort } from "./sample-evidence.ts";

/** Checks whose finding is that somebody over there gets as far as the port, which a port list proves. */
const aboutReach = new Set(["etcd-client-port-reachable"]);

/** Every open port of a scan, found open again from the internet by a tool that asked nothing. */
function withImported(seen: Seen): Seen {
  const imported = seen.observations
    .filter(({ state }) => state === "open")
    .map(({ node, address, port, protocol, at }) => ({
      ...{ node, address, port, protocol, at },
      ...{ state: "open" as const, service: null, rttMs: null, reason: null },
      vantage: vantageOf("internet"),
      importedFrom: "nmap 7.95",
    }));
  assert.ok(imported.length > 0);
  return { ...seen, observations: [...seen.observations, ...imported] };
}

/** Every judgement by check and subject. */
function judged(seen: Seen): Map<string, Judgement> {
  const evidence = evidenceOf(seen);
  return new Map(
    checks.flatMap((check) =>
      check
        .subjects(evidence)
        .map(
          (subject) => [`${check.id} ${subject.uid} ${subject.port ?? ""}`, check.judge(subject, evidence)] as const,
        ),
    ),
  );
}

const clusters: Record<string, Seen> = {
  "the hardened sample": hardened(),
  "the hardened sample, seen from the internet": fromVantage(hardened(), "internet"),
  "an etcd that demands certificates": withEtcdFlags(kubeadmFlags, withEtcd(etcd())),
  "an etcd scanned from the control plane": fromVantage(withEtcd(etcd()), "control-plane"),
  "an etcd that speaks plain HTTP": withEtcdFlags({ "--data-dir": "/var/lib/etcd" }, withEtcd(openEtcd)),
  "another service on etcd's port": withPort(hardened(), "cp-1", 2379, { state: "open", service: "http" }),
};

describe("a port list of another tool", () => {
  for (const [name, seen] of Object.entries(clusters))
    it(`turns no verdict between fail and pass beside ${name}, but for the reach that it proves`, () => {
      const before = judged(seen);
      for (const [key, after] of judged(withImported(seen))) {
        const was = before.get(key)?.verdict;
        if (was === after.verdict || aboutReach.has(key.split(" ")[0] ?? "")) continue;
        assert.notEqual(after.verdict, "fail", `${key}: was ${was}, now ${after.reason}`);
        assert.ok(was !== "fail", `${key}: a fail became ${after.verdict}: ${after.reason}`);
      }
    });
});
