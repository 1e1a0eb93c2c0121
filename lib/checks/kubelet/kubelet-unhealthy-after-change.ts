import type { Check } from "../../domain/check.ts";
import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterNode, KubeletConfigAnswer } from "../../domain/inventory.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { defineCheck } from "../define-check.ts";
import { inventoryItem } from "../evidence-items.ts";
import { nodeSubject, nodeSubjects } from "../node-subjects.ts";
import { portItems } from "../port-readings.ts";
import { onPresentNode } from "../present-node.ts";
import { remediationBy } from "../remediation-by.ts";
import { fail, notApplicable, pass, unknown } from "../verdicts.ts";
import { driftFields } from "./drift-fields.ts";
import { valueText } from "./kubelet-settings.ts";
import { nodeInWords, nodeWord } from "./node-words.ts";

/** Fields that /configz shows otherwise than in the last scan; null where either could not be read. */
function changedFields(before: KubeletConfigAnswer, now: KubeletConfigAnswer): string[] | null {
  if (before.status !== "read" || now.status !== "read") return null;
  return driftFields.flatMap(({ name, of }) => {
    const [was, is] = [of(before.config), of(now.config)];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [`${name} from ${valueText(was)} to ${valueText(is)}`];
  });
}

const judge: Check["judge"] = (subject, evidence) => {
  const node = evidence.node(subject.name);
  if (!node) return unknown(`${subject.name} is not in the inventory; scan again.`);
  const condition = `Ready condition of node/${node.name}`;
  const state = node.ready === null ? "Unknown" : String(node.ready);
  const now = inventoryItem(condition, `${state} since ${node.readySince ?? "an unknown time"}`, evidence.inventory.at);
  if (node.ready === true) return pass(`${node.name} is Ready.`, [now]);
  const before = evidence.previous?.scan.nodes.find(({ uid }) => uid === node.uid);
  if (!evidence.previous)
    return unknown(
      `${node.name} is not Ready, and there is no earlier scan to tell what changed; scan again once it is repaired.`,
      [now],
    );
  if (!before) return notApplicable(`${node.name} is not Ready, but no earlier scan knows it: it is new.`, [now]);
  const { finishedAt } = evidence.previous.scan;
  const then = inventoryItem(
    `${condition} in the last scan`,
    before.ready === true ? "True" : "not True",
    finishedAt,
    false,
  );
  if (before.ready !== true)
    return unknown(
      `${node.name} was not Ready in the last scan, either, so what it stopped at is not known; look at the kubelet's log.`,
      [now, then],
    );
  return judgeChange(node, evidence, before.kubeletConfig, [now, then]);
};

function judgeChange(
  node: ClusterNode,
  evidence: Evidence,
  before: KubeletConfigAnswer,
  items: ReturnType<typeof inventoryItem>[],
) {
  const changed = changedFields(before, evidence.kubeletConfig(node.name));
  const ports = [node.kubeletPort, 10248].flatMap((port) => portItems(evidence, nodeSubject(node, port), false));
  const proof = [...items, ...ports];
  const stopped = `${node.name} was Ready in the last scan and is not now`;
  if (changed === null)
    return fail({
      reason: `${stopped}, and its kubelet's configuration can no longer be compared with what it was.`,
      evidence: proof,
    });
  if (changed.length === 0)
    return pass(`${stopped}, but its kubelet runs with the same security settings: they are not the cause.`, proof);
  return fail({ reason: `${stopped}; meanwhile its kubelet changed ${changed.join(", ")}.`, evidence: proof });
}

export const kubeletUnhealthyAfterChange = defineCheck({
  id: "kubelet-unhealthy-after-change",
  component: "kubelet",
  tier: 1,
  kind: "config",
  title: "Node stayed Ready through changes of its kubelet's configuration",
  headline: ({ name }) => `${name} stopped being Ready after its kubelet's configuration changed`,
  severity: { byVantage: null, base: "high", rule: "It is about operation: it says that a fix broke the node." },
  rationale:
    "Most failures of hardening look the same: a wrong CA path or a broken file, the service does not start, and the scheduler stops using the node.",
  needs: ["list nodes"],
  subjects: (evidence) => nodeSubjects(evidence, "kubelet"),
  judge: onPresentNode(judge),
  ...remediationBy({
    own: {
      talos: (context) => ({
        summary: "Read why the kubelet stopped, and take the last change of the machine configuration back.",
        steps: [
          {
            text: `Read the kubelet's log of ${nodeInWords(context)}, then correct the machine configuration.`,
            language: "bash",
            code: `talosctl logs kubelet --nodes=${shellQuote(context.address)} --tail=100\ntalosctl edit mc --nodes=${shellQuote(context.address)}`,
          },
        ],
        undo: "Apply the machine configuration that the node had before with talosctl apply-config.",
      }),
      openshift: (context) => ({
        summary: "A KubeletConfig that is wrong degrades its pool: find it and take it out.",
        steps: [
          {
            text: "See which pool is degraded, and what the node says.",
            language: "bash",
            code: `oc get mcp\noc debug ${nodeWord(context)} -- chroot /host journalctl -u kubelet -n 100 --no-pager`,
          },
          {
            text: "Correct the KubeletConfig that the pool was given last, or delete it; the operator rolls the pool back.",
          },
        ],
        undo: "Apply the KubeletConfig again once it is corrected.",
      }),
    },
    generic: (context) => ({
      summary: "Read why the kubelet stopped, correct the field that it names, or put the saved file back.",
      steps: [
        {
          text: `On ${nodeInWords(context)}, see what it says.`,
          language: "bash",
          code: "systemctl status kubelet --no-pager\nsudo journalctl -u kubelet -n 100 --no-pager",
        },
        {
          text: "Put the saved configuration back if the error is not plain, and restart. One node at a time, each Ready before the next.",
          language: "bash",
          code: "sudo cp -a /var/lib/kubelet/config.yaml /var/lib/kubelet/config.yaml.broken\nsudo cp -a /var/lib/kubelet/config.yaml.bak /var/lib/kubelet/config.yaml\nsudo systemctl restart kubelet",
        },
      ],
      undo: "Make the change again once its cause is known; what broke the node is kept in /var/lib/kubelet/config.yaml.broken.",
    }),
    verify: (context) => ({
      command: `kubectl wait --for=condition=Ready ${nodeWord(context)} --timeout=120s`,
      expect: "condition met",
    }),
  }),
  settings: { component: "kubelet", names: driftFields.map(({ name }) => name) },
  severityDiffers: "No other tool looks at a node's health beside its posture.",
  tradeoffs: ["Changing one node after the other takes longer."],
  failureModes: ["Where all control-plane nodes are changed at once, the API goes with them."],
  references: {
    nsa: "NSA/CISA v1.2: Upgrading and application security practices",
    urls: ["https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-reconfigure/"],
  },
});
