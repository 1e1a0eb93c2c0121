import assert from "node:assert/strict";
import { test } from "node:test";
import { deployedBy, lastWriter } from "./port-owner-origin.ts";

const helm = { "app.kubernetes.io/managed-by": "Helm", "app.kubernetes.io/instance": "shop" };

const cases: [string, Record<string, string>, Record<string, string>, string | null][] = [
  ["Helm, by its annotation", helm, { "meta.helm.sh/release-name": "store" }, "Helm release store"],
  ["Helm, by its labels", helm, {}, "Helm release shop"],
  ["a chart without a release", { "helm.sh/chart": "web-1.2.3" }, {}, "Helm chart web-1.2.3"],
  [
    "Argo CD before the Helm chart that it renders",
    helm,
    { "argocd.argoproj.io/tracking-id": "web:/Service:a/b" },
    "Argo CD application web",
  ],
  ["Argo CD, by its label", { "argocd.argoproj.io/instance": "web" }, {}, "Argo CD application web"],
  [
    "Flux, by a Kustomization",
    { "kustomize.toolkit.fluxcd.io/name": "apps", "kustomize.toolkit.fluxcd.io/namespace": "flux" },
    {},
    "Flux Kustomization flux/apps",
  ],
  ["Flux, by a HelmRelease", { "helm.toolkit.fluxcd.io/name": "apps" }, helm, "Flux HelmRelease apps"],
  ["nobody, by an application label alone", { "app.kubernetes.io/instance": "shop" }, {}, null],
];

for (const [name, labels, annotations, expected] of cases)
  test(`deployed by ${name}`, () => assert.equal(deployedBy({ labels, annotations }), expected));

test("a controller counts as the writer where nobody else wrote", () => {
  assert.equal(lastWriter({ managers: [{ name: "speaker", at: null }] })?.name, "speaker");
  assert.equal(lastWriter({ managers: [] }), null);
});
