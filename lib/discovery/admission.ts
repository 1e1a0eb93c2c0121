import type {
  V1MutatingWebhookConfiguration,
  V1ValidatingAdmissionPolicy,
  V1ValidatingAdmissionPolicyBinding,
  V1ValidatingWebhookConfiguration,
} from "@kubernetes/client-node";
import type { Admission } from "../domain/cluster-policy.ts";
import type { ApiGroups, AskGroups } from "./api-groups.ts";
import { cleanText } from "./clean-text.ts";
import type { Connection } from "./connect.ts";
import type { ListReader } from "./list-reader.ts";
import { readAll } from "./paging.ts";

type Policy = Admission["policies"][number];
type Webhook = Admission["webhooks"][number];

const expressionCharacters = 500;
const maximumResources = 100;

/** Policy engines, by the group of their resources and by how their webhooks are called. */
const engines: [name: string, group: string, webhook: RegExp][] = [
  ["kyverno", "kyverno.io", /^kyverno-/],
  ["gatekeeper", "templates.gatekeeper.sh", /^gatekeeper-/],
  ["kubewarden", "policies.kubewarden.io", /^(clusterwide|namespaced)-.*kubewarden|^kubewarden-/],
];

/** What could refuse an exposed Service; null unless both policies and webhooks could be read. */
export async function readAdmission(
  connection: Connection,
  reader: ListReader,
  groups: AskGroups,
): Promise<Admission | null> {
  if (!reader.wants("list validatingadmissionpolicies", "list validatingwebhookconfigurations")) return null;
  const [served, policies, webhooks] = await Promise.all([
    groups(),
    reader.read("list validatingadmissionpolicies", () => readPolicies(connection), []),
    reader.read("list validatingwebhookconfigurations", () => readWebhooks(connection), []),
  ]);
  return policies && webhooks ? { policies, webhooks, engines: enginesOf(served, webhooks) } : null;
}

async function readPolicies({ admission, signal }: Connection): Promise<Policy[]> {
  const policies = await readAll(
    (page) => admission.listValidatingAdmissionPolicy(page),
    (policy) => [policy],
    signal,
  );
  if (policies.length === 0) return [];
  const bindings = await readAll(
    (page) => admission.listValidatingAdmissionPolicyBinding(page),
    (binding) => [binding],
    signal,
  );
  return policies.map((policy) => toPolicy(policy, bindings));
}

export function toPolicy(
  { metadata, spec }: V1ValidatingAdmissionPolicy,
  bindings: readonly V1ValidatingAdmissionPolicyBinding[],
): Policy {
  const bound = bindings.filter((binding) => binding.spec?.policyName === metadata?.name);
  return {
    name: metadata?.name ?? "",
    uid: metadata?.uid ?? "",
    resources: resourcesOf(spec?.matchConstraints?.resourceRules),
    expressions: (spec?.validations ?? []).map(({ expression }) => cleanText(expression, expressionCharacters)),
    bound: bound.length > 0,
    actions: [...new Set(bound.flatMap((binding) => binding.spec?.validationActions ?? []))],
  };
}

async function readWebhooks({ admission, signal }: Connection): Promise<Webhook[]> {
  const validating = await readAll(
    (page) => admission.listValidatingWebhookConfiguration(page),
    (one) => toWebhooks(one, false),
    signal,
  );
  const mutating = await readAll(
    (page) => admission.listMutatingWebhookConfiguration(page),
    (one) => toWebhooks(one, true),
    signal,
  );
  return [...validating, ...mutating];
}

export function toWebhooks(
  { metadata, webhooks }: V1ValidatingWebhookConfiguration | V1MutatingWebhookConfiguration,
  mutating: boolean,
): Webhook[] {
  return (webhooks ?? []).map(({ name, clientConfig, rules, failurePolicy }) => {
    const service = clientConfig?.service;
    return {
      configuration: metadata?.name ?? "",
      uid: metadata?.uid ?? "",
      name,
      mutating,
      service: service
        ? {
            namespace: service.namespace,
            name: service.name,
            port: service.port ?? 443,
            path: service.path ? cleanText(service.path) : null,
          }
        : null,
      resources: resourcesOf(rules),
      failurePolicy: failurePolicy ?? null,
    };
  });
}

/** "apps/v1 deployments"; the core group has no name. */
function resourcesOf(
  rules: readonly { apiGroups?: string[]; apiVersions?: string[]; resources?: string[] }[] | undefined,
): string[] {
  const names = (rules ?? []).flatMap(({ apiGroups = [], apiVersions = [], resources = [] }) =>
    apiGroups.flatMap((group) =>
      apiVersions.flatMap((version) => resources.map((plural) => `${group ? `${group}/` : ""}${version} ${plural}`)),
    ),
  );
  return [...new Set(names)].slice(0, maximumResources);
}

function enginesOf({ names }: ApiGroups, webhooks: readonly Webhook[]): string[] {
  return engines
    .filter(
      ([, group, called]) => names?.has(group) || webhooks.some(({ configuration }) => called.test(configuration)),
    )
    .map(([name]) => name);
}
