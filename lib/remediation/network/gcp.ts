import { allowedInWords, allowedNetworks, type NetworkToolMaker, nodeAddress, portWord } from "./network-tool.ts";

/** Two VPC rules: one that allows at priority 900, one that refuses the rest at 950, before the default 1000. */
export const gcp: NetworkToolMaker = {
  tool: "GCP",
  fits: (intent) => intent.on !== "pod",
  make(intent, context) {
    const name = `breakwater-${intent.name}`;
    const ports = intent.ports.map((port) => `${port.protocol.toLowerCase()}:${portWord(port)}`).join(",");
    const allowed = allowedNetworks(intent);
    const families = [...new Set(allowed.map(({ family }) => family))];
    const create = (suffix: string, rest: string) =>
      `gcloud compute firewall-rules create ${name}-${suffix} --network="$NETWORK" --direction=INGRESS --target-tags="$TAG" ${rest}`;
    const allow = families.map((family) => {
      const sources = allowed.filter((entry) => entry.family === family).map(({ cidr }) => cidr);
      return create(
        `allow-${family}`,
        `--priority=900 --action=ALLOW --rules=${ports} --source-ranges=${sources.join(",")}`,
      );
    });
    const deny = create("deny", `--priority=950 --action=DENY --rules=${ports} --source-ranges=0.0.0.0/0`);
    const names = [...families.map((family) => `${name}-allow-${family}`), `${name}-deny`];
    const find = (field: string) =>
      `$(gcloud compute instances list --filter='networkInterfaces.networkIP=${nodeAddress(context)}' --format='value(${field})')`;
    return {
      text: `In the project: the node's VPC lets in ${allowedInWords(intent)}.`,
      language: "bash",
      code: [
        `NETWORK=${find("networkInterfaces[0].network.basename()")}`,
        `TAG=${find("tags.items[0]")}`,
        ...allow,
        deny,
      ].join("\n"),
      apply: "Run the lines with the credentials of the project.",
      verify: `gcloud compute firewall-rules list --filter='name~^${name}-' --format='table(name,priority,sourceRanges.list(),allowed,denied)'`,
      undo: `gcloud compute firewall-rules delete ${names.join(" ")} --quiet`,
      caution:
        "GKE keeps rules of its own at priority 1000 (gke-CLUSTER-…): the API server's range has to be among those that are let in.",
    };
  },
};
