import type { NetworkIntent } from "../../domain/network-intent.ts";
import { chainOf, iptablesRules } from "./iptables.ts";
import {
  allowedInWords,
  allowedNetworks,
  type NetworkToolMaker,
  passesServiceProxy,
  portWord,
} from "./network-tool.ts";

/** ufw filters in the input chain, which NodePorts never reach: those are filtered in its before.rules. */
export const ufw: NetworkToolMaker = {
  tool: "ufw",
  fits: (intent) => intent.on !== "pod",
  make: (intent) => (passesServiceProxy(intent) ? beforeRules(intent) : inputRules(intent)),
};

function inputRules(intent: NetworkIntent): ReturnType<NetworkToolMaker["make"]> {
  const rules = intent.ports.flatMap((port) => {
    const to = `to any port ${portWord(port, ":")} proto ${port.protocol.toLowerCase()}`;
    const allow = allowedNetworks(intent).map(({ cidr }) => `allow from ${cidr} ${to}`);
    return [...allow, `deny from any ${to}`];
  });
  return {
    text: `On the host: lets in ${allowedInWords(intent)}. The first rule that matches counts, so keep this order.`,
    language: "bash",
    code: rules.map((rule) => `sudo ufw ${rule}`).join("\n"),
    apply: "Run the lines; where ufw is not active yet, allow SSH first, then run: sudo ufw enable",
    verify: "sudo ufw status numbered",
    undo: rules.map((rule) => `sudo ufw delete ${rule}`).join("\n"),
    caution: "Earlier rules that allow the port stand before these: remove them with sudo ufw delete NUMBER.",
  };
}

function beforeRules(intent: NetworkIntent): ReturnType<NetworkToolMaker["make"]> {
  const chain = chainOf(intent);
  const code = ["*mangle", `:${chain} - [0:0]`, ...iptablesRules(intent, "ipv4"), "COMMIT"];
  return {
    text: `On the host: lets in ${allowedInWords(intent)}. kube-proxy rewrites NodePorts before ufw's own rules see them, so this stands in before.rules; the IPv6 rules go into before6.rules in the same way.`,
    language: "bash",
    file: "/etc/ufw/before.rules",
    code: code.join("\n"),
    apply: "sudo ufw reload",
    verify: `sudo iptables -t mangle -S ${chain}`,
    undo: `Take the block out of /etc/ufw/before.rules, then run: sudo ufw reload && sudo iptables -t mangle -F ${chain}`,
    caution: "Put it at the end of the file, after the last COMMIT.",
  };
}
