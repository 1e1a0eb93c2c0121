import type { RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { remediationBy } from "../remediation-by.ts";
import { shellUrl } from "./static-pod-remediation.ts";

const findBindings =
  "kubectl get clusterrolebinding,rolebinding -A -o json | jq -r '.items[]|select(.subjects[]?.name|test(\"system:(anonymous|unauthenticated)\"))|[.kind,.metadata.namespace,.metadata.name]|@tsv'";

/** "rolebinding/web/open" as the command that deletes it. */
function deletion(binding: string): string {
  const [kind = "", ...rest] = binding.split("/");
  const [first = "", second] = rest;
  if (second === undefined) return `kubectl delete ${shellQuote(kind)} ${shellQuote(first)}`;
  return `kubectl -n ${shellQuote(first)} delete ${shellQuote(kind)} ${shellQuote(second)}`;
}

function deleteSteps(bindings: string | undefined): RemediationStep[] {
  if (!bindings)
    return [
      {
        text: "Find the binding, and delete it. Where none shows, look for an ABAC policy file or AlwaysAllow in --authorization-mode.",
        language: "bash",
        code: findBindings,
      },
    ];
  const code = bindings.split("\n").map(deletion).join("\n");
  return [
    {
      text: "Save the bindings that name system:anonymous or system:unauthenticated.",
      language: "bash",
      code: findBindings,
    },
    { text: "Delete what discovery found.", language: "bash", code },
  ];
}

/** Taking strangers' rights away; `values.bindings` has a line for every binding that discovery found. */
export const bindingsRemediation = remediationBy({
  own: {},
  generic: (context) => ({
    summary: "Delete the bindings that give strangers rights, then scope or disable anonymous access.",
    steps: [
      ...deleteSteps(context.values.bindings),
      {
        text: "Keep system:public-info-viewer and, while nodes join by token, kubeadm:bootstrap-signer-clusterinfo. Then scope anonymous access (apiserver-anonymous-auth-unscoped). If the internet could reach the port, treat the cluster as compromised.",
      },
    ],
    undo: "Apply the saved bindings again.",
  }),
  verify: (context) => ({
    command: `curl -sk -o /dev/null -w "%{http_code}\\n" ${shellUrl("https", context, "/api/v1/namespaces")}`,
    expect: "401 or 403",
  }),
});
