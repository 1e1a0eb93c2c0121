import { isIP } from "node:net";
import type { V1Node } from "@kubernetes/client-node";
import type { ClusterNode, NodeAddress } from "../domain/inventory.ts";
import type { SettingSource } from "../domain/setting.ts";
import { cleanText } from "./clean-text.ts";
import type { Connection } from "./connect.ts";
import { detectDistribution } from "./distribution.ts";
import { nodeArgSettings } from "./node-args.ts";
import { readAll } from "./paging.ts";

const addressTypes = ["InternalIP", "ExternalIP", "Hostname", "InternalDNS", "ExternalDNS"] as const;
const roleLabel = "node-role.kubernetes.io/";

export interface NodeFacts {
  node: ClusterNode;
  /** What k3s and RKE2 note of the node's arguments. */
  settings: SettingSource[];
}

export function readNodes({ core, signal, now }: Connection): Promise<NodeFacts[]> {
  const at = now().toISOString();
  return readAll(
    (page) => core.listNode(page),
    (object) => {
      const node = toClusterNode(object);
      return [{ node, settings: nodeArgSettings(node.name, object.metadata?.annotations ?? {}, at) }];
    },
    signal,
  );
}

export function toClusterNode({ metadata, spec, status }: V1Node): ClusterNode {
  const labels = metadata?.labels ?? {};
  const version = text(status?.nodeInfo?.kubeletVersion);
  const osImage = text(status?.nodeInfo?.osImage);
  const condition = status?.conditions?.find(({ type }) => type === "Ready");
  const ready = condition?.status;
  return {
    name: cleanText(metadata?.name ?? ""),
    uid: metadata?.uid ?? "",
    roles: rolesOf(labels),
    addresses: (status?.addresses ?? []).flatMap(({ type, address }) => toAddress(type, address)),
    kubeletVersion: version,
    kubeletPort: status?.daemonEndpoints?.kubeletEndpoint?.Port || 10250,
    distribution: detectDistribution({ version, labels, annotations: metadata?.annotations ?? {}, osImage }),
    osImage,
    containerRuntime: text(status?.nodeInfo?.containerRuntimeVersion),
    podCIDRs: spec?.podCIDRs ?? (spec?.podCIDR ? [spec.podCIDR] : []),
    labels,
    ready: ready === undefined || ready === "Unknown" ? null : ready === "True",
    readySince: condition?.lastTransitionTime?.toISOString() ?? null,
    providerID: text(spec?.providerID),
    createdAt: metadata?.creationTimestamp?.toISOString() ?? null,
  };
}

function rolesOf(labels: Record<string, string>): string[] {
  const keys = Object.keys(labels).filter((key) => key.startsWith(roleLabel) && key.length > roleLabel.length);
  const named = labels["kubernetes.io/role"];
  return [...new Set([...keys.map((key) => key.slice(roleLabel.length)), ...(named ? [named] : [])])];
}

/** A name that no command takes for an option. */
const plainName = /^\w[\w.-]{0,252}$/;

/** Kubelets write these themselves and nobody checks them: what is neither an address nor a name is left out. */
function toAddress(type: string, address: string): NodeAddress[] {
  const known = addressTypes.find((one) => one === type);
  if (!known) return [];
  const fits = known.endsWith("IP") ? isIP(address) !== 0 && !address.includes("%") : plainName.test(address);
  return fits ? [{ type: known, address }] : [];
}

function text(value: string | undefined): string | null {
  return value ? cleanText(value) : null;
}
