import {
  allowedInWords,
  allowedNetworks,
  type NetworkToolMaker,
  nodeAddress,
  portWord,
  protocolsOf,
} from "./network-tool.ts";

/** Rules of the network security group of the node's subnet or interface. */
export const azure: NetworkToolMaker = {
  tool: "Azure",
  fits: (intent) => intent.on !== "pod",
  make(intent, context) {
    const name = `breakwater-${intent.name}`;
    const sources = allowedNetworks(intent).map(({ cidr }) => cidr);
    const rules = protocolsOf(intent).flatMap(({ name: word, protocol }, index) => {
      const ports = intent.ports.filter((port) => port.protocol === protocol).map((port) => portWord(port));
      const create = (suffix: string, rest: string) =>
        `az network nsg rule create --resource-group "$GROUP" --nsg-name "$NSG" --name ${name}-${word}-${suffix} --direction Inbound --protocol ${word === "tcp" ? "Tcp" : "Udp"} --destination-port-ranges ${ports.join(" ")} ${rest}`;
      const priority = 200 + index * 20;
      return [
        ...(sources.length > 0
          ? [create("allow", `--priority ${priority} --access Allow --source-address-prefixes ${sources.join(" ")}`)]
          : []),
        create("deny", `--priority ${priority + 10} --access Deny --source-address-prefixes '*'`),
      ];
    });
    const names = rules.flatMap((rule) => /--name (\S+)/.exec(rule)?.[1] ?? []);
    return {
      text: `In the subscription: the node's network security group lets in ${allowedInWords(intent)}.`,
      language: "bash",
      code: [
        `read -r NSG GROUP < <(az network nic list --query "[?ipConfigurations[?privateIPAddress=='${nodeAddress(context)}']].[networkSecurityGroup.id] | [0]" --output tsv | awk -F/ '{print $9, $5}')`,
        "# An AKS node's group stands on its subnet or in the MC_ resource group where the interface has none.",
        ...rules,
      ].join("\n"),
      apply: "Run the lines with the credentials of the subscription, in bash.",
      verify: 'az network nsg rule list --resource-group "$GROUP" --nsg-name "$NSG" --output table',
      undo: names
        .map((rule) => `az network nsg rule delete --resource-group "$GROUP" --nsg-name "$NSG" --name ${rule}`)
        .join("\n"),
      caution: "Priorities 200 to 250 have to be free in that group.",
    };
  },
};
