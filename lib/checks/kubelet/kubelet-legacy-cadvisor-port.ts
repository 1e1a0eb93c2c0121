import type { Check } from "../../domain/check.ts";
import type { Observation } from "../../domain/observation.ts";
import type { SeverityByVantage } from "../../domain/severity.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { nodeSubjects } from "../node-subjects.ts";
import { portItems, readWire, seenAt, silenceOf, type WireRule } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, pass, unknown } from "../verdicts.ts";
import { nodeOnlyIntent } from "./kubelet-intents.ts";
import { nodeInWords } from "./node-words.ts";

const port = 4194;
const byVantage: SeverityByVantage = {
  internet: "medium",
  "other-network": "medium",
  pod: "low",
  "node-local": "info",
};

const rule: WireRule = {
  table: byVantage,
  proof: /^\/(containers|metrics)/,
  wrong: ({ product }) => {
    if (product?.product !== "cadvisor" || product.access === "login") return null;
    const version = product.version === null ? "" : ` ${product.version}`;
    return `cAdvisor${version} answers on ${port}/TCP without asking who calls`;
  },
  right: (observation) => otherThere(observation),
};

/** A service that was recognised and is not cAdvisor, or a cAdvisor that asks who calls. */
function otherThere({ product, service, kubelet }: Observation): string | null {
  if (product?.product === "cadvisor") return product.access === "login" ? "cAdvisor asks who calls" : null;
  const other = product?.product ?? service ?? (kubelet ? "kubelet" : null);
  return other === null || other === "http" || other === "https"
    ? null
    : `${port}/TCP is open, but ${other} answers there and not cAdvisor`;
}

const judge: Check["judge"] = (subject, evidence) => {
  const wire = readWire(evidence, subject, rule);
  if (wire?.verdict === "fail") {
    const { says, ...reading } = wire;
    return fail({ ...reading, reason: `${says}.` });
  }
  if (wire) return pass(`${wire.says}.`, wire.evidence, wire.vantage);
  const attempts = portItems(evidence, subject);
  const isOpen = seenAt(evidence, subject).some(({ state }) => state === "open");
  if (!isOpen) return unknown(silenceOf(evidence, subject), attempts);
  return unknown(
    `${port}/TCP of ${subject.name} is open, but what answers was not recognised; ask it by hand with the verify command.`,
    attempts,
  );
};

export const kubeletLegacyCadvisorPort = defineCheck({
  id: "kubelet-legacy-cadvisor-port",
  component: "kubelet",
  tier: 3,
  kind: "probe",
  title: "No stand-alone cAdvisor answers on port 4194",
  headline: ({ name }) => `cAdvisor on ${name} lists every container of the host on 4194/TCP without authentication`,
  ports: [port],
  severity: { byVantage, base: "low", rule: "By the widest vantage that gets an answer." },
  rationale:
    "It lists every container on the host without a login. The kubelet lost this port in 1.12, so today it means a very old node or a cAdvisor that somebody runs by hand.",
  subjects: (evidence) => nodeSubjects(evidence, port),
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {},
    generic: (context) => ({
      summary: "Take the port away from cAdvisor, and read container metrics from the kubelet.",
      steps: [
        {
          text: `Find what listens on ${nodeInWords(context)}; a pod shows by its hostPort or hostNetwork.`,
          language: "bash",
          code: `kubectl get pods -A -o wide --field-selector=${shellQuote(`spec.nodeName=${context.nodeName ?? context.address}`)} | grep -i cadvisor`,
        },
        {
          text: "Take the hostPort (or hostNetwork) out of that DaemonSet, or run a hand-made cAdvisor with -listen_ip=127.0.0.1. A kubelet older than 1.12 takes --cadvisor-port=0; upgrade it.",
        },
        {
          text: "Point scrapers at https on the kubelet's port, path /metrics/cadvisor, with a token that holds nodes/metrics.",
        },
      ],
      undo: "Put the hostPort back into the DaemonSet.",
    }),
    verify: (context) => ({
      command: `nc -vz -w 3 ${shellQuote(context.address)} ${port}`,
      expect: "Connection refused",
    }),
  }),
  allow: nodeOnlyIntent("legacy-cadvisor", port, "Nobody but the node itself needs cAdvisor's own port."),
  severityDiffers:
    "Nuclei says info for any exposed cAdvisor; the list of containers with their labels is worth more to a stranger on the internet than to a neighbour.",
  tradeoffs: ["Scrapes of 4194 have to move to /metrics/cadvisor on the kubelet's port."],
  failureModes: ["Dashboards that use cAdvisor's raw labels need relabelling."],
  references: {
    nsa: "NSA/CISA v1.2: Network separation and hardening > Control plane hardening",
    mitre: ["T1613"],
    ms: ["MS-TA9005 Exposed sensitive interfaces"],
    cwe: ["CWE-306", "CWE-200"],
    urls: [
      "https://kubernetes.io/docs/reference/networking/ports-and-protocols/",
      "https://github.com/google/cadvisor",
    ],
    tools: ["nuclei cadvisor-exposure"],
  },
});
