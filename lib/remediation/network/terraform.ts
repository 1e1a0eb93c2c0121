import type { NetworkIntent } from "../../domain/network-intent.ts";
import type { RemediationContext } from "../../domain/remediation.ts";
import { allowedInWords, allowedNetworks, type NetworkToolMaker, portWord } from "./network-tool.ts";

/** The same rules as code, for the cloud that the node is seen to run in; AWS where none is. */
export const terraform: NetworkToolMaker = {
  tool: "Terraform",
  fits: (intent) => intent.on !== "pod",
  make(intent, context) {
    const file = `breakwater-${intent.name}.tf`;
    return {
      text: `As code: lets in ${allowedInWords(intent)}. Remove resources that open the port to others from your configuration.`,
      language: "hcl",
      file,
      code: resources(intent, context).join("\n\n"),
      apply: "terraform plan -out=breakwater.plan && terraform apply breakwater.plan",
      verify: "terraform plan -detailed-exitcode",
      undo: `Remove ${file}, then run: terraform apply`,
    };
  },
};

function resources(intent: NetworkIntent, context: RemediationContext): string[] {
  if (context.distribution === "gke") return google(intent);
  return context.distribution === "aks" ? azurerm(intent) : aws(intent);
}

const word = (text: string) => text.replaceAll(/\W/g, "_");
const quoted = (list: readonly string[]) => `[${list.map((item) => JSON.stringify(item)).join(", ")}]`;
const blocks = (lines: (string | string[])[]) => lines.flat().join("\n");

function aws(intent: NetworkIntent): string[] {
  const variable =
    'variable "node_security_group_id" {\n  type        = string\n  description = "Security group of the nodes"\n}';
  const rules = intent.ports.flatMap((port) =>
    allowedNetworks(intent).map(({ cidr, family, label }, index) =>
      blocks([
        `resource "aws_vpc_security_group_ingress_rule" "${word(intent.name)}_${port.port}_${port.protocol.toLowerCase()}_${index}" {`,
        "  security_group_id = var.node_security_group_id",
        `  description       = ${JSON.stringify(label.replaceAll(/[^\w .:/()-]/g, " "))}`,
        `  ip_protocol       = "${port.protocol.toLowerCase()}"`,
        `  from_port         = ${port.port}`,
        `  to_port           = ${port.endPort ?? port.port}`,
        `  cidr_${family}         = "${cidr}"`,
        "}",
      ]),
    ),
  );
  return [variable, ...rules];
}

function google(intent: NetworkIntent): string[] {
  const allowed = allowedNetworks(intent);
  // A rule of Google's takes networks of one family only.
  const families = [...new Set(allowed.map(({ family }) => family))];
  const ports = (action: "allow" | "deny") =>
    intent.ports.flatMap((port) => [
      `  ${action} {`,
      `    protocol = "${port.protocol.toLowerCase()}"`,
      `    ports    = ["${portWord(port)}"]`,
      "  }",
    ]);
  const rule = (action: "allow" | "deny", suffix: string, priority: number, ranges: string[]) =>
    blocks([
      `resource "google_compute_firewall" "${word(intent.name)}_${word(suffix)}" {`,
      `  name          = "breakwater-${intent.name}-${suffix}"`,
      "  network       = var.network",
      '  direction     = "INGRESS"',
      `  priority      = ${priority}`,
      "  target_tags   = [var.node_tag]",
      `  source_ranges = ${quoted(ranges)}`,
      ports(action),
      "}",
    ]);
  return [
    'variable "network" {\n  type = string\n}',
    'variable "node_tag" {\n  type = string\n}',
    ...families.map((family) => {
      const ranges = allowed.filter((entry) => entry.family === family).map(({ cidr }) => cidr);
      return rule("allow", `allow-${family}`, 900, ranges);
    }),
    rule("deny", "deny", 950, ["0.0.0.0/0"]),
  ];
}

function azurerm(intent: NetworkIntent): string[] {
  const sources = allowedNetworks(intent).map(({ cidr }) => cidr);
  const rules = intent.ports.flatMap((port, index) => {
    const rule = (access: "Allow" | "Deny", priority: number, from: string) =>
      blocks([
        `resource "azurerm_network_security_rule" "${word(intent.name)}_${port.port}_${access.toLowerCase()}" {`,
        `  name                        = "breakwater-${intent.name}-${port.port}-${access.toLowerCase()}"`,
        "  resource_group_name         = var.resource_group_name",
        "  network_security_group_name = var.network_security_group_name",
        '  direction                   = "Inbound"',
        `  access                      = "${access}"`,
        `  priority                    = ${priority}`,
        `  protocol                    = "${port.protocol === "TCP" ? "Tcp" : "Udp"}"`,
        '  source_port_range           = "*"',
        `  ${from}`,
        `  destination_port_range      = "${portWord(port)}"`,
        '  destination_address_prefix  = "*"',
        "}",
      ]);
    const priority = 200 + index * 20;
    return [
      ...(sources.length > 0 ? [rule("Allow", priority, `source_address_prefixes     = ${quoted(sources)}`)] : []),
      rule("Deny", priority + 10, 'source_address_prefix       = "*"'),
    ];
  });
  const variables = ["resource_group_name", "network_security_group_name"];
  return [...variables.map((name) => `variable "${name}" {\n  type = string\n}`), ...rules];
}
