import assert from "node:assert/strict";
import { test } from "node:test";
import { toClusterService } from "./services.ts";

test("of annotations only the known ones are kept, as one short harmless line", () => {
  const approval = "breakwater.dev/nodeport-approved";
  const { annotations } = toClusterService({
    metadata: {
      annotations: {
        [approval]: "shop\u001b[2J: \u202Ereason\nsecond line",
        "meta.helm.sh/release-name": "x".repeat(200_000),
        "kubectl.kubernetes.io/last-applied-configuration": "s3cret",
      },
    },
  });
  assert.deepEqual(Object.keys(annotations), [approval, "meta.helm.sh/release-name"]);
  assert.doesNotMatch(annotations[approval] ?? "", /[\p{Cc}\p{Cf}]/u);
  assert.match(annotations[approval] ?? "", /^shop.*: .*reason second line$/);
  assert.ok((annotations["meta.helm.sh/release-name"] ?? "").length <= 1001);
});
