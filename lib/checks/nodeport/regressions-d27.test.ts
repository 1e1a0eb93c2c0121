import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { checks } from "../index.ts";
import { evidenceOf, hardened, type Seen, withPort } from "../sample-evidence.ts";
import { exposureOf } from "./exposure.ts";
import { nodeportUdpExposed } from "./nodeport-udp-exposed.ts";
import { debugSubject, service, withServices } from "./sample-services.ts";

/** Every fail that a scan of this would open, about the port. */
function failsAt(seen: Seen, port: number): string[] {
  const evidence = evidenceOf(seen);
  return checks.flatMap((check) =>
    check
      .subjects(evidence)
      .filter((subject) => subject.port === port && check.judge(subject, evidence).verdict === "fail")
      .map(() => check.id),
  );
}

const ports = [{ name: null, port: 123, targetPort: "123", nodePort: 32555, protocol: "UDP" as const }];
const declared = withServices(service({ ports }));
const udp = { ...debugSubject, protocol: "UDP" as const };

describe("naabu#603: a closed UDP port was reported open, an open one was missed", () => {
  test("a UDP port that a tool calls open without any answer opens no finding of exposure", () => {
    // The input of the thread: 36197 of an address without such a service, "open" after no reply at all.
    const seen = withPort(hardened(), "worker-1", 36_197, { protocol: "UDP", state: "open", reason: null });
    assert.deepEqual(failsAt(seen, 36_197), []);
    const claimed = withPort(declared, "worker-1", 32_555, { protocol: "UDP", state: "open", reason: null });
    assert.deepEqual(exposureOf(evidenceOf(claimed), udp).open, []);
    assert.match(nodeportUdpExposed.judge(udp, evidenceOf(claimed)).reason, /no answer proves the port open/);
  });

  test("NTP that answers is open, whatever other ports stay silent", () => {
    const product = { product: "ntp", access: "open", version: "4", answered: [], details: [] } as const;
    const seen = withPort(declared, "worker-1", 32_555, {
      protocol: "UDP",
      state: "open",
      product: { ...product, answered: ["mode 3"], details: [] },
    });
    assert.match(nodeportUdpExposed.judge(udp, evidenceOf(seen)).reason, /open on 1 of 3 nodes.*ntp answers/);
  });
});

describe("naabu#539: ports that stay silent to an empty datagram were taken for results", () => {
  for (const state of ["open|filtered", "filtered"] as const)
    test(`${state} by itself opens no finding, in the range or outside of it`, () => {
      for (const port of [53, 30_123, 32_555]) {
        const seen = withPort(hardened(), "worker-1", port, { protocol: "UDP", state, reason: "no-response" });
        assert.deepEqual(failsAt(seen, port), []);
      }
    });

  test("a port that refuses with ICMP is closed and passes", () => {
    const closed = ["cp-1", "worker-1", "worker-2"].reduce(
      (before, node) => withPort(before, node, 32_555, { protocol: "UDP", state: "closed", reason: "port-unreach" }),
      declared,
    );
    assert.equal(nodeportUdpExposed.judge(udp, evidenceOf(closed)).verdict, "pass");
  });
});
