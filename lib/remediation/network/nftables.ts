import type { NetworkIntent } from "../../domain/network-intent.ts";
import {
  allowedInWords,
  allowedNetworks,
  type NetworkToolMaker,
  portsOf,
  portWord,
  protocolsOf,
} from "./network-tool.ts";

const tableOf = ({ name }: NetworkIntent) => `breakwater_${name.replaceAll("-", "_")}`;

/**
 * Filters in prerouting, before kube-proxy rewrites the destination, so that the same table holds for a host's own
 * ports and for NodePorts. Only what is addressed to this host is looked at.
 */
export const nftables: NetworkToolMaker = {
  tool: "nftables",
  fits: (intent) => intent.on !== "pod",
  make(intent) {
    const table = tableOf(intent);
    const file = `/etc/nftables.d/${table.replaceAll("_", "-")}.nft`;
    return {
      text: `On the host: lets in ${allowedInWords(intent)}. A table of its own, beside whatever else is loaded.`,
      language: "nft",
      file,
      code: tableText(intent, table),
      apply: `sudo nft -c -f ${file} && sudo nft -f ${file}`,
      verify: `sudo nft list table inet ${table}`,
      undo: `sudo nft delete table inet ${table} && sudo rm ${file}`,
      caution: `nftables.service loads /etc/nftables.conf at boot: add the line include "${file}" to it.`,
    };
  },
};

function tableText(intent: NetworkIntent, table: string): string {
  const allowed = allowedNetworks(intent);
  const sets = (["ipv4", "ipv6"] as const).flatMap((family) => {
    const cidrs = allowed.filter((entry) => entry.family === family).map(({ cidr }) => cidr);
    return cidrs.length === 0
      ? []
      : [
          `  set allowed_${family} {`,
          `    type ${family}_addr`,
          "    flags interval",
          `    elements = { ${cidrs.join(", ")} }`,
          "  }",
        ];
  });
  const rules = protocolsOf(intent).flatMap(({ name, protocol }) => {
    const ports = `${name} dport { ${portsOf(intent, protocol)
      .map((port) => portWord(port))
      .join(", ")} }`;
    return [
      ...accepts(
        allowed.some((entry) => entry.family === "ipv4"),
        `${ports} ip saddr @allowed_ipv4 accept`,
      ),
      ...accepts(
        allowed.some((entry) => entry.family === "ipv6"),
        `${ports} ip6 saddr @allowed_ipv6 accept`,
      ),
      `    ${ports} counter drop`,
    ];
  });
  return [
    `table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    ...sets,
    "  chain guard {",
    "    type filter hook prerouting priority mangle; policy accept;",
    '    iifname "lo" accept',
    "    ct state established,related accept",
    "    fib daddr type != local accept",
    ...rules,
    "  }",
    "}",
  ].join("\n");
}

function accepts(any: boolean, rule: string): string[] {
  return any ? [`    ${rule}`] : [];
}
