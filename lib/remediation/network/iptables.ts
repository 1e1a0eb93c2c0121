import type { NetworkIntent } from "../../domain/network-intent.ts";
import {
  type AllowedNetwork,
  allowedInWords,
  allowedNetworks,
  type NetworkToolMaker,
  portsOf,
  portWord,
  protocolsOf,
} from "./network-tool.ts";

/** A chain's name has at most 28 characters. */
export const chainOf = ({ name }: NetworkIntent) => `BW-${name.toUpperCase()}`.slice(0, 28);

const commands = { ipv4: "iptables", ipv6: "ip6tables" } as const;

/** Rules in mangle PREROUTING, before kube-proxy rewrites the destination of a NodePort. */
export function iptablesRules(intent: NetworkIntent, family: AllowedNetwork["family"]): string[] {
  const chain = chainOf(intent);
  const allowed = allowedNetworks(intent).filter((entry) => entry.family === family);
  return [
    `-A ${chain} -i lo -j RETURN`,
    `-A ${chain} -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN`,
    ...allowed.map(({ cidr }) => `-A ${chain} -s ${cidr} -j RETURN`),
    `-A ${chain} -j DROP`,
    ...jumps(intent).map((jump) => `-A PREROUTING ${jump}`),
  ];
}

function jumps(intent: NetworkIntent): string[] {
  const chain = chainOf(intent);
  return protocolsOf(intent).map(({ name, protocol }) => {
    const ports = portsOf(intent, protocol).map((port) => portWord(port, ":"));
    return `-p ${name} -m multiport --dports ${ports.join(",")} -m addrtype --dst-type LOCAL -j ${chain}`;
  });
}

export const iptables: NetworkToolMaker = {
  tool: "iptables",
  fits: (intent) => intent.on !== "pod",
  make(intent) {
    const chain = chainOf(intent);
    const undo = both((command) => [
      ...jumps(intent).map((jump) => `sudo ${command} -t mangle -D PREROUTING ${jump}`),
      `sudo ${command} -t mangle -F ${chain}`,
      `sudo ${command} -t mangle -X ${chain}`,
    ]);
    const code = both((command, family) => [
      `sudo ${command} -t mangle -N ${chain}`,
      ...iptablesRules(intent, family).map((rule) => `sudo ${command} -t mangle ${rule}`),
    ]);
    return {
      text: `On the host: lets in ${allowedInWords(intent)}, for IPv4 and IPv6.`,
      language: "bash",
      code: code.join("\n"),
      apply: "Run the lines on the host, in this order.",
      verify: `sudo iptables -t mangle -S ${chain}`,
      undo: undo.join("\n"),
      caution: "Rules are gone after a restart of the host: keep them with iptables-save or netfilter-persistent.",
    };
  },
};

function both(lines: (command: string, family: AllowedNetwork["family"]) => string[]): string[] {
  return (["ipv4", "ipv6"] as const).flatMap((family) => lines(commands[family], family));
}
