import type { Judgement } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { RemediationContext, RemediationStep } from "../../domain/remediation.ts";
import type { Subject } from "../../domain/subject.ts";
import { dropTalosArgs, serverArgs } from "../api-server/server-args.ts";
import { kubeadmFlags } from "../api-server/static-pod-remediation.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { type FixFor, remediationBy, sameFor } from "../remediation-by.ts";
import { flagsMissing } from "../static-pods.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { defaultRange, knownRange, overlapsOf, portsOutside } from "./port-range.ts";
import { clusterSubject } from "./service-subjects.ts";

const wanted = "30000-32767";
const flag = "service-node-port-range";
const managed = new Set(["eks", "gke", "aks"]);

function judge(_subject: Subject, evidence: Evidence): Judgement {
  const { at, cluster } = evidence.inventory;
  const known = knownRange(evidence);
  const outside = portsOutside(evidence);
  const outsideItem = inventoryItem(
    "Node ports of all Services",
    `outside ${wanted}: ${outside.slice(0, 20).join(", ")}`,
    at,
  );
  if (known) {
    const [first, last] = known.range;
    const item = inventoryItem(`--${flag}, ${known.source}`, `${first}-${last}`, at);
    if (first >= defaultRange[0] && last <= defaultRange[1])
      return pass(`Node ports are handed out from ${first}-${last}.`, [item]);
    const overlaps = overlapsOf(known.range, evidence);
    const reason =
      overlaps.length > 0
        ? `Node ports are handed out from ${first}-${last}, which takes in ${overlaps.join(", ")}.`
        : `Node ports are handed out from ${first}-${last}, wider than the ${wanted} that firewalls and scanners expect.`;
    return fail({ reason, evidence: [item], severity: overlaps.length > 0 ? "medium" : "low" });
  }
  if (outside.length > 0) {
    const overlaps = outside.flatMap((port) => overlapsOf([port, port], evidence));
    const reason = `Services hold node ports outside ${wanted} (${outside.slice(0, 5).join(", ")}), so the range is or was wider.`;
    return fail({ reason, evidence: [outsideItem], severity: overlaps.length > 0 ? "medium" : "low" });
  }
  if (managed.has(cluster.distribution))
    return notApplicable(
      "The provider runs the API server and fixes the range; no Service holds a port outside of it.",
    );
  return unknown(`The range is not known. ${flagsMissing(evidence, "kube-apiserver")}`);
}

const flags = (): [string, string][] => [[flag, wanted]];
const summary = `Hand node ports out from ${wanted} only; move Services that hold others first.`;

const movedFirst = ({ clusterName }: RemediationContext): RemediationStep => ({
  text: `List the Services of ${clusterName} that hold a node port outside the range; each keeps it until its nodePort is changed.`,
  language: "bash",
  code: `kubectl get services -A -o jsonpath='{range .items[*]}{.metadata.namespace}/{.metadata.name}{range .spec.ports[*]} {.nodePort}{end}{"\\n"}{end}'`,
});

const after =
  (fix: FixFor): FixFor =>
  (context) => {
    const given = fix(context);
    return { ...given, steps: [movedFirst(context), ...given.steps] };
  };

const openshift: FixFor = (context) => ({
  summary: "OpenShift cannot narrow the range again: keep firewalls shut for the ports beyond the default.",
  steps: [
    {
      text: "See the range. It can be expanded after installation, never contracted.",
      language: "bash",
      code: "oc get network.config.openshift.io cluster -o jsonpath='{.spec.serviceNodePortRange}'",
    },
    movedFirst(context),
    {
      text: `Move those Services into ${wanted}, refuse others with an admission policy, and let firewalls admit node ports of ${wanted} only. A new cluster is the way to a narrower range.`,
    },
  ],
  undo: "Delete the admission policy; firewall rules are taken back where they were set.",
});

const provider: FixFor = (context) => ({
  summary: `The provider fixes the range at ${wanted} in ${context.clusterName}: what lies outside is no node port of its making.`,
  steps: [movedFirst(context)],
  undo: "Nothing was changed.",
});

export const nodeportRangeNondefault = defineCheck({
  id: "nodeport-range-nondefault",
  component: "nodeport",
  tier: 3,
  kind: "config",
  title: "Node ports are handed out from 30000-32767 or a part of it",
  headline: ({ name }) => `${name} hands out node ports beyond 30000-32767`,
  needs: ["list pods", "list services"],
  severity: {
    byVantage: null,
    base: "medium",
    range: ["medium", "low"],
    rule: "Medium where the range takes in ports of the system, of cluster components or of outgoing connections; low where it is only wider.",
  },
  rationale:
    "A Service could take a port over that firewalls trust for the control plane, and scanners that look at the usual range miss it.",
  subjects: (evidence) => [clusterSubject(evidence)],
  judge,
  ...remediationBy({
    own: {
      kubeadm: after(kubeadmFlags("kube-apiserver", flags, summary)),
      k3s: after(serverArgs("k3s", "kube-apiserver", flags, summary)),
      rke2: after(serverArgs("rke2", "kube-apiserver", flags, summary)),
      talos: after(dropTalosArgs("kube-apiserver", [flag], summary)),
      openshift,
      ...sameFor(["eks", "gke", "aks"], provider),
    },
    generic: after((context: RemediationContext) => ({
      summary,
      steps: [
        {
          text: `On every control-plane node of ${context.clusterName}, start kube-apiserver with this flag.`,
          language: "bash",
          code: `--${flag}=${wanted}`,
        },
      ],
      undo: `Put the former value of --${flag} back.`,
    })),
    verify: () => ({
      command: "kubectl create service nodeport range-test --tcp=80 --node-port=8080 --dry-run=server",
      expect: "provided port is not in the valid range. The range of valid ports is 30000-32767",
    }),
  }),
  tradeoffs: ["Services outside the range keep their port until they are changed, and cannot be recreated with it."],
  failureModes: ["A narrow range runs out of ports: 2,768 are shared by the whole cluster."],
  references: {
    nsa: "NSA/CISA v1.2: Worker node segmentation",
    mitre: ["T1036"],
    cwe: ["CWE-668"],
    urls: [
      "https://kubernetes.io/docs/concepts/services-networking/service/",
      "https://kubernetes.io/docs/reference/networking/ports-and-protocols/",
    ],
  },
  settings: { component: "kube-apiserver", names: [flag] },
  wanted: () => ({ [flag]: wanted }),
});
