import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Observation, ProductFacts } from "../../domain/observation.ts";
import type { VantageKind } from "../../domain/vantage.ts";
import {
  contextFor,
  evidenceOf,
  exchange,
  fromVantage,
  hardened,
  observation,
  type Seen,
  withNode,
} from "../sample-evidence.ts";
import { productFacts } from "../sample-products.ts";
import { verdictTable } from "../sample-verdicts.ts";
import { cloudMetadataReachableFromPod as check } from "./cloud-metadata-reachable-from-pod.ts";

const address = "169.254.169.254";

/** What a scan saw at the metadata service that it was told of. */
function asked(changes: Partial<Observation>, kind: VantageKind = "pod"): Seen {
  const seen = fromVantage(hardened(), kind);
  const metadata = observation(null, 80, { address, vantage: seen.vantage, ...changes });
  return { ...seen, metadataEndpoint: `${address}:80`, observations: [...seen.observations, metadata] };
}

const list = exchange(`http://${address}/latest/meta-data/`, 200, "4 names");
const answering = (facts: Partial<ProductFacts>): Partial<Observation> => ({
  state: "open",
  service: "cloud-metadata",
  product: productFacts("cloud-metadata", facts),
  exchanges: facts.answered?.length ? [list] : [],
});
const role = answering({
  answered: ["/latest/meta-data/"],
  details: ["Amazon EC2", "credentials: role node is listed"],
});
const onPremises = ["cp-1", "worker-1", "worker-2"].reduce(
  (seen, name) => withNode(seen, name, { providerID: "baremetal:///rack-1" }),
  hardened(),
);

describe(check.id, () => {
  verdictTable(check, [
    {
      when: "a pod is told the node's role",
      seen: asked(role),
      verdict: "fail",
      severity: "high",
      says: /role node is listed/,
    },
    {
      when: "a pod gets other paths only",
      seen: asked(answering({ access: "refused", answered: ["/latest/meta-data/"], details: ["Amazon EC2"] })),
      verdict: "fail",
      severity: "medium",
    },
    { when: "the node itself is told its role", seen: asked(role, "node-local"), verdict: "fail", severity: "info" },
    {
      when: "a pod is turned away",
      seen: asked(answering({ access: "refused", details: ["Amazon EC2"] })),
      verdict: "pass",
      says: /turns this caller away/,
    },
    {
      when: "GKE's own metadata server answers",
      seen: asked(answering({ access: "refused", answered: ["/computeMetadata/"], details: ["GKE metadata server"] })),
      verdict: "pass",
      says: /workload identity/,
    },
    { when: "a pod gets no answer", seen: asked({ state: "filtered" }), verdict: "pass" },
    {
      when: "the node itself gets no answer",
      seen: asked({ state: "filtered" }, "node-local"),
      verdict: "unknown",
      says: /scan from a pod/,
    },
    {
      when: "the scan names no address",
      seen: fromVantage(hardened(), "pod"),
      verdict: "unknown",
      says: /--metadata-endpoint 169/,
    },
    { when: "the scanner is no pod", seen: asked(role, "worker-node"), verdict: "unknown", says: /no pod/ },
    {
      when: "something else answers there",
      seen: asked({ state: "open", service: "http" }),
      verdict: "unknown",
      says: /Something else/,
    },
    { when: "the probe broke", seen: asked({ state: null, problem: "EMFILE" }), verdict: "unknown", says: /EMFILE/ },
    {
      when: "it was not come to",
      seen: { ...fromVantage(hardened(), "pod"), metadataEndpoint: `${address}:80` },
      verdict: "unknown",
    },
    { when: "the machines stand in no cloud", seen: onPremises, verdict: "not-applicable" },
  ]);

  it("is no sign that the API endpoint, which belongs to no node either, was reached", () => {
    assert.equal(evidenceOf(asked(role)).reachable(null), false);
  });

  it("names the provider's own switch", () => {
    const code = (distribution: "eks" | "gke" | "aks") =>
      check
        .remediate(contextFor({ distribution }))
        .steps.map((step) => step.code ?? "")
        .join("\n");
    assert.match(code("eks"), /HttpPutResponseHopLimit/);
    assert.match(code("gke"), /GKE_METADATA/);
    assert.match(code("aks"), /enable-imds-restriction/);
  });
});
