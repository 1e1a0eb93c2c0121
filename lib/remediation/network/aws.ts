import { allowedInWords, allowedNetworks, type NetworkToolMaker, nodeAddress } from "./network-tool.ts";

/** Security groups only allow: what opens the port to others is revoked, then the wanted sources are let in. */
export const aws: NetworkToolMaker = {
  tool: "AWS",
  fits: (intent) => intent.on !== "pod",
  make(intent, context) {
    const permissions = intent.ports.map((port) => permissionOf(port, intent));
    const find = `GROUP=$(aws ec2 describe-instances --filters Name=private-ip-address,Values=${nodeAddress(context)} --query 'Reservations[0].Instances[0].SecurityGroups[0].GroupId' --output text)`;
    const list = intent.ports.map(
      ({ port }) =>
        `aws ec2 describe-security-group-rules --filters Name=group-id,Values="$GROUP" --query 'SecurityGroupRules[?!IsEgress && (IpProtocol==\`"-1"\` || (FromPort<=\`${port}\` && ToPort>=\`${port}\`))].[SecurityGroupRuleId,CidrIpv4,CidrIpv6,ReferencedGroupInfo.GroupId,FromPort,ToPort]' --output table`,
    );
    const json = JSON.stringify(permissions.filter(hasSource));
    const authorize = `aws ec2 authorize-security-group-ingress --group-id "$GROUP" --ip-permissions '${json}'`;
    return {
      text: `In the account: the node's security group lets in ${allowedInWords(intent)}.`,
      language: "bash",
      code: [
        find,
        "# Rules that open it now; revoke each that lets in more than is wanted:",
        ...list,
        'aws ec2 revoke-security-group-ingress --group-id "$GROUP" --security-group-rule-ids RULE_ID',
        ...(permissions.some(hasSource) ? [authorize] : []),
      ].join("\n"),
      apply: "Run the lines with the credentials of the account; put the ids that the table shows for RULE_ID.",
      verify: list.join("\n"),
      undo: permissions.some(hasSource)
        ? `aws ec2 revoke-security-group-ingress --group-id "$GROUP" --ip-permissions '${json}'`
        : "Authorise the rules again that were revoked.",
      caution: "A node may carry several security groups: the port is open when one of them opens it.",
    };
  },
};

interface Permission {
  IpProtocol: string;
  FromPort: number;
  ToPort: number;
  IpRanges: { CidrIp: string; Description: string }[];
  Ipv6Ranges: { CidrIpv6: string; Description: string }[];
}

function permissionOf(
  { port, endPort = port, protocol }: { port: number; endPort?: number; protocol: string },
  intent: Parameters<typeof allowedNetworks>[0],
): Permission {
  const allowed = allowedNetworks(intent);
  // AWS takes letters, digits and a few signs in a description.
  const words = (label: string) => label.replaceAll(/[^\w .:/()-]/g, " ");
  const of = (family: "ipv4" | "ipv6") => allowed.filter((entry) => entry.family === family);
  return {
    IpProtocol: protocol.toLowerCase(),
    FromPort: port,
    ToPort: endPort,
    IpRanges: of("ipv4").map(({ cidr, label }) => ({ CidrIp: cidr, Description: words(label) })),
    Ipv6Ranges: of("ipv6").map(({ cidr, label }) => ({ CidrIpv6: cidr, Description: words(label) })),
  };
}

function hasSource({ IpRanges, Ipv6Ranges }: Permission): boolean {
  return IpRanges.length + Ipv6Ranges.length > 0;
}
