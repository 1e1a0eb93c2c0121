import type { Evidence } from "../../domain/evidence.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import type { Subject } from "../../domain/subject.ts";
import { bindingManifest, metricsReader } from "../../remediation/index.ts";

export const metricsBindingFile = "kubelet-metrics-binding.yaml";

/** The ServiceAccount of a workload or a pod that reads kubelets; nothing of a ConfigMap, which runs as nobody. */
export function accountValues({ inventory }: Evidence, { uid }: Subject): Record<string, string> {
  const runs = [...(inventory.workloads ?? []), ...(inventory.pods ?? [])].find((one) => one.uid === uid);
  return runs ? { serviceAccount: runs.serviceAccount || "default" } : {};
}

/** Named after its reader, so that two readers keep a binding each. */
export const metricsBindingName = ({ subject }: RemediationContext) =>
  subject.kind === "Cluster" ? metricsReader : `${subject.namespace ?? "default"}-${subject.name}-${metricsReader}`;

/** The role given to the account that scrapes, by name where it is known. */
export function bindMetrics(context: RemediationContext): RemediationStep {
  const { values, subject } = context;
  const namespace = subject.namespace ?? "NAMESPACE";
  const name = values.serviceAccount ?? "SERVICE_ACCOUNT";
  const places = [...(values.serviceAccount ? [] : ["SERVICE_ACCOUNT"]), ...(subject.namespace ? [] : ["NAMESPACE"])];
  return {
    text:
      places.length === 0
        ? `Bind it to ServiceAccount ${namespace}/${name}, which ${subject.name} runs as.`
        : `Bind it to the ServiceAccount of the pods that read ${subject.name}: put it for ${places.join(" and ")} (spec.template.spec.serviceAccountName of their workload).`,
    file: metricsBindingFile,
    language: "yaml",
    code: bindingManifest(metricsBindingName(context), metricsReader, [{ kind: "ServiceAccount", namespace, name }]),
  };
}
