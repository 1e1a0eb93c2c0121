import type { RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { apiServerOn } from "./api-server-subjects.ts";
import { nodeOf } from "./component-flags.ts";
import { apiServerFlagRemediation, wantedFlags } from "./flag-remediation.ts";
import { type FlagVerdict, judgeFlags } from "./judge-flags.ts";
import { apiServerInstances } from "./managed-control-plane.ts";

const plugin = "NodeRestriction";
const names = ["enable-admission-plugins", "disable-admission-plugins"] as const;
const listOf = (value: string | null) =>
  (value ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => /^[A-Za-z]+$/.test(word));

/** The list that is there with the plugin added: replacing it would drop the others. */
function wanted({ values, current }: RemediationContext): [string, string][] {
  const now = current?.[names[0]]?.value;
  const list = values.plugins ?? (Array.isArray(now) ? now.join(",") : now === undefined ? "" : String(now));
  return [[names[0], [...new Set([...listOf(list), plugin])].join(",")]];
}

function readPlugins(enabled: string | null, disabled: string | null): FlagVerdict {
  const plugins = listOf(enabled).join(",");
  if (listOf(disabled).includes(plugin))
    return { verdict: "fail", says: `--disable-admission-plugins names ${plugin}`, values: { plugins } };
  if (listOf(enabled).includes(plugin)) return { verdict: "pass", says: `--enable-admission-plugins names ${plugin}` };
  const says =
    enabled === null
      ? `--enable-admission-plugins is not set, and ${plugin} is not among the plugins that are on by default`
      : `--enable-admission-plugins=${enabled} leaves ${plugin} out, which is not on by default`;
  return { verdict: "fail", says, values: { plugins } };
}

export const apiserverNoderestrictionOff = defineCheck({
  id: "apiserver-noderestriction-off",
  component: "api-server",
  tier: 1,
  kind: "config",
  title: "NodeRestriction keeps each kubelet to its own node and pods",
  headline: (subject) => `${apiServerOn(subject)} does not keep kubelets to their own nodes`,
  ports: [6443],
  severity: { byVantage: null, base: "high", rule: "High wherever the admission plugin NodeRestriction is not on." },
  rationale:
    "A stolen kubelet credential could relabel or change other nodes and pods, and steer sensitive workloads to itself.",
  subjects: apiServerInstances,
  judge: judgeFlags({
    component: "kube-apiserver",
    flags: names,
    read: (value) => readPlugins(value(names[0]), value(names[1])),
    builtIn: {
      k3s: `k3s starts the API server with ${plugin}`,
      rke2: `RKE2 starts the API server with ${plugin}`,
    },
  }),
  ...apiServerFlagRemediation({
    summary: `Add ${plugin} to the admission plugins.`,
    flags: wanted,
    expect: `a list that has ${plugin} in it`,
    setBy: { talos: `Talos switches ${plugin} on by itself: remove it from disable-admission-plugins in extraArgs.` },
    afterwards: (context) => [
      {
        text: "To see it work, without changing anything: a kubelet may not label a node that is not its own, so that this is forbidden.",
        language: "bash",
        code: `kubectl --as system:node:breakwater-probe --as-group system:nodes label node ${shellQuote(nodeOf(context))} breakwater.dev/probe=1 --dry-run=server`,
      },
    ],
  }),
  tradeoffs: ["Kubelets can no longer set labels under node-restriction.kubernetes.io/ on their nodes."],
  failureModes: ["Replacing the list instead of adding to it drops other plugins."],
  settings: { component: "kube-apiserver", names },
  wanted: wantedFlags(wanted, ["talos"]),
  severityDiffers:
    "Trivy calls it low; a stolen kubelet credential is what break-outs of a container start from, so that it is high here.",
  references: {
    cis: ["CIS Kubernetes Benchmark v1.12 and v2.0.1 §1.2.14"],
    nsa: "NSA/CISA v1.2: Authentication and authorization",
    mitre: ["T1098"],
    cwe: ["CWE-269"],
    urls: ["https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/"],
    tools: ["kube-bench 1.2.14", "kubescape C-0127", "trivy KCV0016", "prowler apiserver_node_restriction_plugin"],
  },
});
