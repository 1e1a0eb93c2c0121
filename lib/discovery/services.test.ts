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

test("a load balancer is kept with its class, sources and cloud annotations, and what was declared apart from what it got", () => {
  const service = toClusterService({
    metadata: {
      annotations: {
        "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing",
        "networking.gke.io/load-balancer-type": "Internal",
        "metallb.universe.tf/address-pool": "public",
        "example.com/note": "s3cret",
      },
    },
    spec: {
      type: "LoadBalancer",
      externalIPs: ["192.0.2.7"],
      externalTrafficPolicy: "Local",
      loadBalancerClass: "service.k8s.aws/nlb",
      loadBalancerSourceRanges: ["10.0.0.0/8"],
      allocateLoadBalancerNodePorts: false,
    },
    status: { loadBalancer: { ingress: [{ ip: "198.51.100.1" }, { hostname: "lb.example" }] } },
  });
  assert.deepEqual(service.loadBalancer, {
    class: "service.k8s.aws/nlb",
    sourceRanges: ["10.0.0.0/8"],
    ingress: ["198.51.100.1", "lb.example"],
    allocateNodePorts: false,
  });
  assert.deepEqual(service.externalIPs, ["192.0.2.7", "198.51.100.1", "lb.example"]);
  assert.deepEqual([service.declaredExternalIPs, service.externalTrafficPolicy], [["192.0.2.7"], "Local"]);
  assert.equal(Object.keys(service.annotations).length, 3);
  const plain = toClusterService({ spec: { type: "NodePort" } });
  assert.deepEqual([plain.loadBalancer, plain.externalTrafficPolicy], [null, null]);
});
