import type { SubjectKind } from "./subject.ts";

/** Where links out of the product lead; kept as one setting. */
export interface LinkSettings {
  /** Base address of Headlamp; null: no links to it. */
  headlamp: string | null;
  /** What Headlamp calls a cluster, by its id here, where that is not its name here. */
  headlampClusters: Record<string, string>;
  /** Where your own pages about checks stand: the id of a check is appended; null: there are none. */
  documentation: string | null;
}

export const noLinks: LinkSettings = { headlamp: null, headlampClusters: {}, documentation: null };

/** What a page is told: the settings, and when they were written, which whoever writes next names. */
export interface LinkSettingsView extends LinkSettings {
  /** RFC 3339; null while nobody has written any. */
  updatedAt: string | null;
  updatedBy: string | null;
}

/** Objects that Headlamp has a page for, by the path of its router. */
const headlampPaths: Readonly<Record<string, string>> = {
  Node: "nodes",
  Namespace: "namespaces",
  Service: "services",
  Pod: "pods",
  Deployment: "deployments",
  DaemonSet: "daemonsets",
  StatefulSet: "statefulsets",
  ConfigMap: "configmaps",
} satisfies Partial<Record<SubjectKind, string>>;
const clusterWide: readonly string[] = ["Node", "Namespace"];

export interface HeadlampObject {
  clusterId: string;
  clusterName: string;
  kind: string;
  name: string;
  namespace?: string | null | undefined;
}

/** Address of an object in Headlamp; null where none is configured, or Headlamp has no page for it. */
export function headlampAddress(links: LinkSettings, object: HeadlampObject): string | null {
  const path = Object.hasOwn(headlampPaths, object.kind) ? headlampPaths[object.kind] : undefined;
  if (links.headlamp === null || path === undefined) return null;
  const isWide = clusterWide.includes(object.kind);
  if (!isWide && !object.namespace) return null;
  const cluster = links.headlampClusters[object.clusterId] ?? object.clusterName;
  const parts = ["c", cluster, path, ...(isWide ? [] : [object.namespace ?? ""]), object.name];
  return `${links.headlamp.replace(/\/+$/, "")}/${parts.map(encodeURIComponent).join("/")}`;
}

/** Address of your own page about a check; null where none is configured. */
export function documentationAddress({ documentation }: LinkSettings, checkId: string): string | null {
  return documentation === null ? null : `${documentation.replace(/\/+$/, "")}/${encodeURIComponent(checkId)}`;
}

const mostCharacters = 500;

/** Why a text cannot be the base of links; null where it can. Credentials would stand in every page. */
export function baseAddressProblem(text: string): "not-http" | "credentials" | "query" | "long" | null {
  if (text.length > mostCharacters) return "long";
  if (!URL.canParse(text)) return "not-http";
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") return "not-http";
  if (url.username !== "" || url.password !== "") return "credentials";
  return url.search !== "" || url.hash !== "" || /[?#]/.test(text) ? "query" : null;
}
