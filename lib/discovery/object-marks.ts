import type { V1ObjectMeta } from "@kubernetes/client-node";
import { cleanText } from "./clean-text.ts";

/** Who deploys an object and what was decided about it; every other annotation may hold anything and is not kept. */
const deployment = /^(breakwater\.dev|([\w-]+\.)*(helm\.sh|argoproj\.io|fluxcd\.io|toolkit\.fluxcd\.io))\//;
/** How clouds and bare-metal balancers are told what to open, and to whom. */
const balancer =
  /^(service\.(beta\.)?kubernetes\.io|networking\.gke\.io|cloud\.google\.com|metallb\.(io|universe\.tf)|kube-vip\.io|(lbipam\.|io\.)?cilium(\.io)?|load-balancer\.hetzner\.cloud|loadbalancer\.openstack\.org|oci(-network-load-balancer)?\.oraclecloud\.com|kubernetes\.(digitalocean\.com|civo\.com)|purelb\.io)\//;
/** Whoever may create an object writes what it likes there, up to 256 KiB. */
const annotationCharacters = 1000;

export function deploymentAnnotations(metadata: V1ObjectMeta | undefined): Record<string, string> {
  return keep(metadata, (key) => deployment.test(key));
}

/** Those of load balancers beside those that say who deploys it. */
export function serviceAnnotations(metadata: V1ObjectMeta | undefined): Record<string, string> {
  return keep(metadata, (key) => deployment.test(key) || balancer.test(key));
}

function keep(metadata: V1ObjectMeta | undefined, wanted: (key: string) => boolean): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata?.annotations ?? {})
      .filter(([key]) => wanted(key))
      .map(([key, value]) => [key, cleanText(value, annotationCharacters)]),
  );
}

/** Field managers that wrote it, newest last. */
export function managersOf(metadata: V1ObjectMeta | undefined): { name: string; at: string | null }[] {
  return (metadata?.managedFields ?? [])
    .map(({ manager, time }) => ({ name: cleanText(manager ?? ""), at: time?.toISOString() ?? null }))
    .sort((a, b) => (a.at ?? "").localeCompare(b.at ?? ""));
}

export function createdAt(metadata: V1ObjectMeta | undefined): string | null {
  return metadata?.creationTimestamp?.toISOString() ?? null;
}
