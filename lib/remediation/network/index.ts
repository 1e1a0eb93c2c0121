import type { NetworkIntent, NetworkRule } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { aws } from "./aws.ts";
import { azure } from "./azure.ts";
import { calico } from "./calico.ts";
import { cilium } from "./cilium.ts";
import { firewalld } from "./firewalld.ts";
import { gcp } from "./gcp.ts";
import { iptables } from "./iptables.ts";
import { networkPolicy } from "./kubernetes-policy.ts";
import type { NetworkToolMaker } from "./network-tool.ts";
import { nftables } from "./nftables.ts";
import { terraform } from "./terraform.ts";
import { ufw } from "./ufw.ts";

const makers: readonly NetworkToolMaker[] = [
  nftables,
  iptables,
  ufw,
  firewalld,
  networkPolicy,
  cilium,
  calico,
  aws,
  gcp,
  azure,
  terraform,
];

const ruleName = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The rules of every tool that can put an intent into force, ready to paste. Throws RangeError of a name or network that none could take. */
export function networkRules(intent: NetworkIntent, context: RemediationContext): NetworkRule[] {
  // It becomes part of commands, chains and file names of every tool.
  if (!ruleName.test(intent.name)) throw new RangeError(`"${intent.name}" is no name for a rule`);
  return makers
    .filter((maker) => maker.fits(intent))
    .map((maker) => ({ tool: maker.tool, ...maker.make(intent, context) }));
}
