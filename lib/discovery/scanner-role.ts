import { extendedNeeds, grantFor, type Need, standardNeeds } from "./needs.ts";

export const scannerRoleName = "breakwater-scanner";
export const extendedRoleName = "breakwater-scanner-extended";

/**
 * The least ClusterRole that every scan needs, as YAML to apply.
 * nodes/proxy is left out on purpose: it would also allow commands in pods.
 */
export function scannerRole(): string {
  return role(
    scannerRoleName,
    `# Read-only. nodes/configz lets a kubelet from 1.33 on answer with its configuration. Older kubelets, and those whose
# serving certificate the cluster CA did not sign, can only be read through the API server with nodes/proxy. That also
# allows running commands in every pod, so it is not granted here; those configurations stay unknown.
`,
    standardNeeds,
  );
}

/** A second ClusterRole to grant beside the first where the owner of the cluster agrees, as YAML to apply. */
export function extendedScannerRole(): string {
  return role(
    extendedRoleName,
    `# Optional, read-only. It lets the scanner read every ConfigMap, to find what uses a port before it is closed:
# Prometheus and agents keep their configuration there. Of each only the line number and the word that tells are kept.
# ConfigMaps may hold passwords that somebody put there by mistake; without this role, what uses a port through a
# ConfigMap cannot be listed, and OpenShift's API server configuration is not read.
`,
    extendedNeeds,
  );
}

function role(name: string, comment: string, needs: readonly Need[]): string {
  const rules = needs.map((need) => indent(`# ${need}\n${grantFor(need)}`)).join("");
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: ${name}
${comment}rules:
${rules}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
