import type { RemediationContext } from "../../domain/remediation.ts";
import type { SettingValue } from "../../domain/setting.ts";
import { type Fix, type FixFor, remediationBy } from "../remediation-by.ts";
import { nodeOf } from "./component-flags.ts";
import { flagOwnedByProvider } from "./provider-owned.ts";
import { dropServerArgs, dropTalosArgs } from "./server-args.ts";
import { kubeadmFlags, openshiftOperators, shellUrl } from "./static-pod-remediation.ts";

const summary = "Let callers without credentials ask for the API server's health only.";
/** kubeadm mounts /etc/kubernetes/pki into the pod, so the file is seen there without another volume. */
const file = "/etc/kubernetes/pki/authentication.yaml";
const configuration = (version: "v1" | "v1beta1") =>
  [
    `apiVersion: apiserver.config.k8s.io/${version}`,
    "kind: AuthenticationConfiguration",
    "anonymous:",
    "  enabled: true",
    "  conditions:",
    "    - path: /livez",
    "    - path: /readyz",
  ].join("\n");

const writeFile = (context: RemediationContext) => ({
  text: `On ${nodeOf(context)}, write the file; add /healthz only where a load balancer asks for it (v1 from 1.34 on, v1beta1 on 1.32 and 1.33; before 1.32 use --anonymous-auth=false and give probes credentials).`,
  file,
  language: "yaml" as const,
  code: configuration("v1"),
});

const setFlag = kubeadmFlags("kube-apiserver", () => [["authentication-config", file]], summary);
const takeOut = "Take --anonymous-auth out of the manifest: it and the anonymous block exclude each other.";

function kubeadm(context: RemediationContext): Fix {
  const given = setFlag(context);
  return { ...given, steps: [writeFile(context), ...given.steps, { text: takeOut }] };
}

const generic: FixFor = (context) => ({
  summary,
  steps: [
    writeFile(context),
    {
      text: `Start kube-apiserver with this flag and without --anonymous-auth.`,
      language: "bash",
      code: `--authentication-config=${file}`,
    },
  ],
  undo: "Start kube-apiserver with its old flags again.",
});

/** Off where the distribution has it off by itself; scoped to health paths elsewhere. */
export function anonymousWanted({ distribution }: RemediationContext): Record<string, SettingValue> {
  const isOff = distribution === "k3s" || distribution === "rke2" || distribution === "talos";
  return isOff ? { "anonymous-auth": false } : { "authentication-config": file };
}

const alreadyOff = "starts the API server with anonymous-auth=false: remove the override that turned it on.";
const names = ["anonymous-auth", "authentication-config"];

/** Scoping anonymous access; k3s, RKE2 and Talos have it off already, so there an override goes. */
export const anonymousAuthRemediation = remediationBy({
  own: {
    kubeadm,
    k3s: dropServerArgs("k3s", "kube-apiserver", names, `k3s ${alreadyOff}`),
    rke2: dropServerArgs("rke2", "kube-apiserver", names, `RKE2 ${alreadyOff}`),
    openshift: openshiftOperators,
    talos: dropTalosArgs("kube-apiserver", names, `Talos ${alreadyOff}`),
    ...flagOwnedByProvider("--anonymous-auth"),
  },
  generic,
  verify: (context) => ({
    command: `curl -sk -o /dev/null -w "%{http_code}\\n" ${shellUrl("https", context, "/api")}; curl -sk ${shellUrl("https", context, "/livez")}`,
    expect: "401, then ok (or 401 again where anonymous access is off altogether)",
  }),
});
