import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";

/** The namespace of a finding as one word of a command. */
export function namespaceWord({ subject }: RemediationContext): string {
  return shellQuote(subject.name);
}

/** A throw-away pod of a namespace that tries to open a connection. */
export function tryFrom(namespace: string, target: string, port: number | string): string {
  return `kubectl -n ${namespace} run netpol-check --rm -i --restart=Never --image=busybox:1.36 -- nc -zv -w 3 ${target} ${port}`;
}

/** How generated manifests are tried before they count. */
export function applyStep(context: RemediationContext, files: readonly string[]): RemediationStep {
  const names = [...new Set(files)].map((file) => `-f ${shellQuote(file)}`).join(" ");
  return {
    text: `Let the API server check the manifests, then apply them to ${context.subject.name} and watch the flow log of the network engine for refusals.`,
    language: "bash",
    code: `kubectl apply --dry-run=server ${names} && kubectl apply ${names}`,
  };
}

/** Takes back what the manifests created. */
export function undoOf(files: readonly string[]): string {
  const names = [...new Set(files)].map((file) => `-f ${shellQuote(file)}`).join(" ");
  return `kubectl delete ${names}`;
}

const copyFile = "networkpolicies-before.yaml";

/** Before policies that are there already are changed. */
export function copyStep(context: RemediationContext): RemediationStep {
  return {
    text: "Keep a copy of the policies as they are: what follows changes some of them.",
    language: "bash",
    code: `kubectl -n ${namespaceWord(context)} get networkpolicies -o yaml > ${copyFile}`,
  };
}

/** Puts changed policies back from the copy, and deletes what is new; a changed one must never just be deleted. */
export function restoreOf(files: readonly string[]): string {
  const restore = `kubectl replace --force -f ${copyFile}`;
  return files.length === 0 ? restore : `${undoOf(files)} && ${restore}`;
}

/** Files that kubectl applies. Those in Calico's own words are for calicoctl, or for kubectl where Calico's API server runs. */
export function filesOf(steps: readonly RemediationStep[]): string[] {
  return steps.flatMap(({ file }) => (file === undefined || file.startsWith("calico-") ? [] : [file]));
}
