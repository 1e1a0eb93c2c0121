import { grantFor, needNames } from "./needs.ts";

export const scannerRoleName = "breakwater-scanner";

/**
 * The least ClusterRole that meets every need, as YAML to apply.
 * nodes/proxy is left out on purpose: it would also allow commands in pods.
 */
export function scannerRole(): string {
  const rules = needNames.map((need) => indent(`# ${need}\n${grantFor(need)}`)).join("");
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ${scannerRoleName}
# Read-only. nodes/configz lets a kubelet from 1.33 on answer with its configuration. Older kubelets, and those whose
# serving certificate the cluster CA did not sign, can only be read through the API server with nodes/proxy. That also
# allows running commands in every pod, so it is not granted here; those configurations stay unknown.
rules:
${rules}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
