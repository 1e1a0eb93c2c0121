import type { Remediation, RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { remediationBy } from "../remediation-by.ts";

/** "clusterrolebinding/prometheus", with its namespace where it has one, quoted. */
export function bindingWords({ subject }: RemediationContext): string {
  if (subject.kind === "Cluster") return "clusterrolebindings,rolebindings -A";
  const resource = subject.kind === "RoleBinding" ? "rolebinding" : "clusterrolebinding";
  const space = subject.namespace === undefined ? "" : ` -n ${shellQuote(subject.namespace)}`;
  return `${shellQuote(`${resource}/${subject.name}`)}${space}`;
}

/** "--as=system:serviceaccount:monitoring:prometheus", and the group where the holder is one. */
export function asHolder({ values }: RemediationContext): string {
  const as = shellQuote(`--as=${values.as ?? "somebody"}`);
  return values.asGroup === undefined ? as : `${as} ${shellQuote(`--as-group=${values.asGroup}`)}`;
}

interface Texts {
  summary: string;
  steps(context: RemediationContext): RemediationStep[];
  verify(context: RemediationContext): Remediation["verify"];
  undo(context: RemediationContext): string;
  own?: Parameters<typeof remediationBy>[0]["own"];
}

/** A fix of a binding: keep a copy, change it, ask the API server whether the right is gone. */
export function rbacRemediation({ summary, steps, verify, undo, own = {} }: Texts) {
  return remediationBy({
    own,
    generic: (context) => ({
      summary,
      steps: [
        {
          text: `See what ${context.subject.name} grants, and keep a copy.`,
          language: "bash",
          code: `kubectl get ${bindingWords(context)} -o yaml > rbac-before.yaml`,
        },
        ...steps(context),
      ],
      undo: undo(context),
    }),
    verify,
  });
}

/** "clusterrole/prometheus-server", quoted, out of what a holder holds its right through. */
export function roleWords({ values }: RemediationContext): string {
  const [kind = "ClusterRole", name = "ROLE"] = (values.through?.split(" → ")[1] ?? "").split(" ").filter(Boolean);
  const [namespace, role] = name.includes("/") ? name.split("/") : [undefined, name];
  const word = shellQuote(`${kind.toLowerCase()}/${role}`);
  return namespace === undefined ? word : `${word} -n ${shellQuote(namespace)}`;
}
