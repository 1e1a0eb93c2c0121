import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { distributions } from "../../domain/distribution.ts";
import { contextFor } from "../sample-evidence.ts";
import { kubeletChecks } from "./index.ts";

for (const check of kubeletChecks)
  describe(check.id, () => {
    test("says on every distribution how to take its fix back", () => {
      for (const distribution of distributions)
        assert.ok(check.remediate(contextFor({ distribution })).undo, `${check.id} on ${distribution}`);
    });

    test("shows the settings that it wants changed, and says why its severity is its own", () => {
      for (const distribution of distributions) {
        const wanted = Object.keys(check.wanted?.(contextFor({ distribution })) ?? {});
        const untold = wanted.filter((name) => !check.settings?.names.includes(name));
        assert.deepEqual(untold, [], check.id);
      }
      assert.match(check.severityDiffers ?? "", /\.$/);
    });

    test("admits no address but the control plane's and the pods' in its packet filter", () => {
      const intent = check.allow?.(contextFor({ controlPlaneAddresses: ["192.0.2.10", "2001:db8::10"] }));
      const cidrs = intent?.allow.flatMap((entry) => entry.cidrs) ?? [];
      for (const cidr of cidrs) assert.ok(["192.0.2.10/32", "2001:db8::10/128", "10.244.0.0/16"].includes(cidr), cidr);
      for (const tool of check.references.tools) assert.doesNotMatch(tool, /\//, "one id an entry");
    });
  });
