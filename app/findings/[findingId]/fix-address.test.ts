import assert from "node:assert/strict";
import { test } from "node:test";
import type { FindingDetail } from "../../../lib/domain/views/finding-view.ts";
import { fixHref } from "./fix-address.ts";

const finding = { id: "f1", context: { distribution: "kubeadm" } } as FindingDetail;

test("what is the default is left out of the address", () => {
  const choice = { distribution: "kubeadm", tool: undefined, rollout: false } as const;
  assert.equal(fixHref(finding, choice, "fix"), "/findings/f1#fix");
});

test("distribution, tool and plan stand in one address, so that choosing one keeps the others", () => {
  const choice = { distribution: "k3s", tool: "nftables", rollout: true } as const;
  assert.equal(fixHref(finding, choice, "network"), "/findings/f1?distribution=k3s&tool=nftables&rollout=all#network");
});
