import type { Remediation, RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { type ControlPlaneComponent, nodeOf } from "./component-flags.ts";
import { shellUrl } from "./static-pod-remediation.ts";

interface Wanted {
  component: ControlPlaneComponent;
  names: readonly string[];
  /** What a component with its whole command line shows. */
  expect: string;
  /** k3s shows only what was added to its own arguments: whether the flags are to be among them. */
  addedOnK3s: boolean;
}

const words = "{.spec.containers[0].command[*]} {.spec.containers[0].args[*]}";

/** The command that shows these flags where they stand: on the static pod, in k3s' annotation or in a file. */
export function verifyFlags({ component, names, expect, addedOnK3s }: Wanted) {
  const pattern = `^--(${names.join("|")})=`;
  return (context: RemediationContext): Remediation["verify"] => {
    const node = nodeOf(context);
    if (context.distribution === "k3s")
      return {
        command: `kubectl get node ${shellQuote(node)} -o jsonpath='{.metadata.annotations.k3s\\.io/node-args}' | grep -oE ${shellQuote(`"(${names.join("|")})=[^"]*"`)}`,
        expect: addedOnK3s ? expect.replaceAll("--", "") : "no output: k3s sets it itself",
      };
    if (context.distribution === "microk8s")
      return { command: `grep -E -- ${shellQuote(pattern)} /var/snap/microk8s/current/args/${component}`, expect };
    if (context.distribution === "openshift" && component === "kube-apiserver")
      return {
        command: `oc -n openshift-kube-apiserver get configmap config -o jsonpath='{.data.config\\.yaml}' | grep -oE ${shellQuote(`"(${names.join("|")})":[^]]*]`)}`,
        expect: expect === "no output" ? expect : "the flags, with the operators' own values",
      };
    if (["eks", "gke", "aks"].includes(context.distribution))
      return {
        command: `curl -sk -m 5 ${shellUrl("https", context, "/livez")}; echo rc=$?`,
        expect: "rc=28 (timeout), when run from outside the networks that you listed",
      };
    const pod = shellQuote(`${component}-${node}`);
    const command = `kubectl -n kube-system get pod ${pod} -o jsonpath='${words}' | tr ' ' '\\n' | grep -E -- ${shellQuote(pattern)}`;
    return { command, expect };
  };
}
