import { describe } from "node:test";
import { hardened, type Seen, withInventory, withKubeletConfig, withNode } from "../sample-evidence.ts";
import { kubeletUnhealthyAfterChange as check } from "./kubelet-unhealthy-after-change.ts";
import { kubeletTable } from "./sample-kubelets.ts";
import { gone, withPrevious } from "./sample-settings.ts";

const down = (seen: Seen, ready: boolean | null = false) =>
  withNode(seen, "worker-1", { ready, readySince: "2026-11-21T07:30:00.000Z" });
const unread = (seen: Seen) => withKubeletConfig(seen, "worker-1", null);

describe(check.id, () => {
  kubeletTable(check, [
    {
      when: "it stopped after a change",
      seen: down(withPrevious({ rotateCertificates: false })),
      verdict: "fail",
      severity: "high",
      says: /rotateCertificates from false to true/,
    },
    {
      when: "it stopped and its configuration is gone",
      seen: down(unread(withPrevious({}))),
      verdict: "fail",
      severity: "high",
      says: /no longer be compared/,
    },
    { when: "it stopped reporting", seen: down(unread(withPrevious({})), null), verdict: "fail", severity: "high" },
    { when: "it is Ready", seen: withPrevious({ rotateCertificates: false }), verdict: "pass" },
    { when: "it stopped with the same settings", seen: down(withPrevious({})), verdict: "pass", says: /not the cause/ },
    {
      when: "it was not Ready before, either",
      seen: down(withPrevious({}, { ready: false })),
      verdict: "unknown",
      says: /either/,
    },
    { when: "there is no earlier scan", seen: down(hardened()), verdict: "unknown", says: /no earlier scan/ },
    {
      when: "the earlier scan does not know it",
      seen: newNode(),
      verdict: "not-applicable",
      says: /it is new/,
      subject: { ...gone, uid: "uid-new" },
    },
    { when: "the node is gone", seen: hardened(), subject: gone, verdict: "not-applicable" },
  ]);
});

function newNode(): Seen {
  const seen = down(withPrevious({}));
  const nodes = seen.inventory.nodes.map((node) => (node.name === "worker-1" ? { ...node, uid: "uid-new" } : node));
  return withInventory(seen, { nodes });
}
