import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { bindingManifest, fineGrainedReader, fineGrainedRole, type RoleHolder } from "../../remediation/index.ts";

const roleFile = `${fineGrainedReader}.yaml`;
const bindingFile = "kubelet-fine-grained-binding.yaml";
const placeholder: RoleHolder = { kind: "ServiceAccount", namespace: "NAMESPACE", name: "NAME" };

/** Both files, as kubectl apply takes them. */
export const fineGrainedFiles = `-f ${roleFile} -f ${bindingFile}`;

export const grantFineGrained = (text: string): RemediationStep => ({
  text,
  file: roleFile,
  language: "yaml",
  code: fineGrainedRole,
});

/** Named after the binding that it stands beside, so that each holder keeps a binding of its own. */
const bindingName = ({ subject }: RemediationContext) =>
  subject.kind === "Cluster" ? fineGrainedReader : `${subject.name}-${fineGrainedReader}`;

/** The new role given to those who hold nodes/proxy now, without which they would lose access. */
export function bindFineGrained(context: RemediationContext): RemediationStep {
  const holders = holdersOf(context.values.subjects);
  return {
    text:
      holders.length > 0
        ? `Bind it to ${context.values.holder ?? "the holder"}${holders.length > 1 ? ` and ${holders.length - 1} more` : ""}, before nodes/proxy is taken away.`
        : "Bind it to whoever reads kubelets, before nodes/proxy is taken away; put the ServiceAccount for NAMESPACE and NAME.",
    file: bindingFile,
    language: "yaml",
    code: bindingManifest(bindingName(context), fineGrainedReader, holders.length > 0 ? holders : [placeholder]),
  };
}

export const takeBack = (context: RemediationContext) =>
  `kubectl apply -f rbac-before.yaml brings the binding back; put the rule back into the role, and then kubectl delete clusterrolebinding ${shellQuote(bindingName(context))}.`;

function holdersOf(text: string | undefined): RoleHolder[] {
  try {
    const given: unknown = text === undefined ? [] : JSON.parse(text);
    return Array.isArray(given) ? given.filter(isHolder) : [];
  } catch {
    // Values of an older scan that this version does not write: the placeholder stands for the holder.
    return [];
  }
}

function isHolder(value: unknown): value is RoleHolder {
  if (typeof value !== "object" || value === null || !("kind" in value && "name" in value)) return false;
  return typeof value.name === "string" && ["ServiceAccount", "User", "Group"].includes(String(value.kind));
}
