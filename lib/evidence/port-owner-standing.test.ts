import assert from "node:assert/strict";
import { test } from "node:test";
import { evidenceOf } from "../checks/evidence-fixture.ts";
import { service, withServices } from "../checks/nodeport/sample-services.ts";
import { ownersOfCluster } from "./port-owner-report.ts";

const standing = (...given: Parameters<typeof service>) =>
  ownersOfCluster(evidenceOf(withServices(service(...given))))
    .filter(({ kind }) => kind === "Service")
    .map(({ approval, team, readyEndpoints }) => ({ approval, team, readyEndpoints }))[0];

test("a Service's approval, team and ready endpoints are kept with its port", () => {
  const annotations = {
    "breakwater.dev/nodeport-approved": "ops: entry",
    "breakwater.dev/nodeport-approved-until": "2027-01-31",
  };
  assert.deepEqual(standing({ annotations, labels: { "example.com/team": "payments" }, readyEndpoints: 3 }), {
    approval: { value: "ops: entry", until: "2027-01-31" },
    team: "payments",
    readyEndpoints: 3,
  });
});

test("what no Service says is told as none, and endpoints that could not be read as not known", () => {
  assert.deepEqual(standing({ annotations: {}, labels: { app: "web", team: "" }, readyEndpoints: null }), {
    approval: null,
    team: null,
    readyEndpoints: null,
  });
});
