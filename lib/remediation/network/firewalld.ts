import type { NetworkIntent } from "../../domain/network-intent.ts";
import { chainOf, iptablesRules } from "./iptables.ts";
import {
  allowedInWords,
  allowedNetworks,
  type NetworkToolMaker,
  passesServiceProxy,
  portWord,
} from "./network-tool.ts";

/** Rich rules of the default zone; NodePorts are rewritten before a zone sees them and need direct rules. */
export const firewalld: NetworkToolMaker = {
  tool: "firewalld",
  fits: (intent) => intent.on !== "pod",
  make(intent) {
    const forwarded = passesServiceProxy(intent);
    const rules = forwarded ? directRules(intent) : richRules(intent);
    return {
      text: `On the host: lets in ${allowedInWords(intent)}.`,
      language: "bash",
      code: rules.map(({ add }) => `sudo firewall-cmd --permanent ${add}`).join("\n"),
      apply: "sudo firewall-cmd --reload",
      verify: forwarded ? "sudo firewall-cmd --direct --get-all-rules" : "sudo firewall-cmd --list-rich-rules",
      undo: [
        ...rules.toReversed().map(({ remove }) => `sudo firewall-cmd --permanent ${remove}`),
        "sudo firewall-cmd --reload",
      ].join("\n"),
      ...(forwarded
        ? { caution: "Direct rules are deprecated in firewalld; there is no other way before the Service's rewriting." }
        : { caution: "They are in the default zone; name another with --zone where the interface belongs to it." }),
    };
  },
};

interface Rule {
  add: string;
  remove: string;
}

function richRules(intent: NetworkIntent): Rule[] {
  const rules = intent.ports.flatMap((port) => {
    const to = `port port="${portWord(port)}" protocol="${port.protocol.toLowerCase()}"`;
    const allow = allowedNetworks(intent).map(
      ({ cidr, family }) => `rule priority="-100" family="${family}" source address="${cidr}" ${to} accept`,
    );
    return [...allow, `rule priority="-90" ${to} drop`];
  });
  return rules.map((rule) => ({ add: `--add-rich-rule='${rule}'`, remove: `--remove-rich-rule='${rule}'` }));
}

function directRules(intent: NetworkIntent): Rule[] {
  return (["ipv4", "ipv6"] as const).flatMap((family) => [
    {
      add: `--direct --add-chain ${family} mangle ${chainOf(intent)}`,
      remove: `--direct --remove-chain ${family} mangle ${chainOf(intent)}`,
    },
    ...iptablesRules(intent, family).map((rule, index) => {
      const [, chain, ...rest] = rule.split(" ");
      const words = `${family} mangle ${chain} ${index} ${rest.join(" ")}`;
      return { add: `--direct --add-rule ${words}`, remove: `--direct --remove-rule ${words}` };
    }),
  ]);
}
