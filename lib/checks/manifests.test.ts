import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CiliumClusterwideNetworkPolicy, CiliumNetworkPolicy } from "@kubernetes-models/cilium/cilium.io/v2";
import {
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from "kubernetes-models/admissionregistration.k8s.io/v1";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import { ClusterRole, ClusterRoleBinding, Role, RoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import { ConfigMap, Namespace, Pod, Service } from "kubernetes-models/v1";
import { parseAllDocuments } from "yaml";
import type { Check } from "../domain/check.ts";
import { distributions } from "../domain/distribution.ts";
import { networkRules } from "../remediation/index.ts";
import { checks } from "./index.ts";
import { contextFor } from "./sample-evidence.ts";

interface Model {
  validate(): void;
}

/** Kinds whose schema is the OpenAPI document of Kubernetes, or the CRD of Cilium, as packaged by kubernetes-models. */
const models: Record<string, new (data: never) => Model> = {
  NetworkPolicy,
  ClusterRole,
  ClusterRoleBinding,
  Role,
  RoleBinding,
  ConfigMap,
  Namespace,
  Pod,
  Service,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  CiliumNetworkPolicy,
  CiliumClusterwideNetworkPolicy,
};

/** Configuration files of components and custom resources of others, of which no schema is packaged: they only parse. */
const knownWithoutSchema = [
  "apiserver.config.k8s.io/v1 AuthenticationConfiguration",
  "audit.k8s.io/v1 Policy",
  "helm.cattle.io/v1 HelmChartConfig",
  "k8s.ovn.org/v1 EgressFirewall",
  "kubelet.config.k8s.io/v1beta1 KubeletConfiguration",
  "machineconfiguration.openshift.io/v1 KubeletConfig",
  "node.eks.aws/v1alpha1 NodeConfig",
  "policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy",
  "projectcalico.org/v3 GlobalNetworkPolicy",
  "projectcalico.org/v3 HostEndpoint",
  "v1alpha1 NetworkDefaultActionConfig",
  "v1alpha1 NetworkRuleConfig",
];
const withoutSchema = new Set<string>();

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata?: { name?: string };
}

function manifestsIn(text: string): Manifest[] {
  return parseAllDocuments(text).flatMap((document) => {
    assert.deepEqual(document.errors, [], text);
    const value: unknown = document.toJS();
    const isManifest = typeof value === "object" && value !== null && "kind" in value && "apiVersion" in value;
    return isManifest ? [value as Manifest] : [];
  });
}

/** All YAML that a check hands out, for every distribution and every tool. */
function yamlOf(check: Check): string[] {
  return distributions.flatMap((distribution) => {
    const context = { ...contextFor(), distribution };
    const steps = check.remediate(context).steps.filter(({ language }) => language === "yaml");
    const intent = check.allow?.(context);
    const rules = intent ? networkRules(intent, context).filter(({ language }) => language === "yaml") : [];
    return [...steps, ...rules].map(({ code }) => code ?? "");
  });
}

describe("manifests of remediations", () => {
  for (const check of checks) {
    test(`of ${check.id} are valid against the schema of their kind`, () => {
      for (const manifest of yamlOf(check).flatMap(manifestsIn)) {
        const model = models[manifest.kind];
        if (!model) {
          withoutSchema.add(`${manifest.apiVersion} ${manifest.kind}`);
          continue;
        }
        assert.doesNotThrow(() => new model(manifest as never).validate(), `${check.id}: ${manifest.kind}`);
        assert.ok(manifest.metadata?.name, `${check.id}: a ${manifest.kind} has a name`);
      }
    });
  }

  test("are of kinds that either have a schema here or are known not to", () => {
    const strange = [...withoutSchema].filter((kind) => !knownWithoutSchema.includes(kind));
    assert.deepEqual(strange, []);
  });

  test("are refused by the same schema when they are wrong", () => {
    const wrong = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "x" },
      spec: { podSelector: "all" },
    };
    assert.throws(() => new NetworkPolicy(wrong as never).validate());
  });
});
