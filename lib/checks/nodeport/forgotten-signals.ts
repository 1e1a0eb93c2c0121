import type { Evidence } from "../../domain/evidence.ts";
import type { ClusterService } from "../../domain/inventory.ts";

const releaseKeys = /^(meta\.helm\.sh|helm\.sh|argocd\.argoproj\.io|([\w-]+\.)*(toolkit\.)?fluxcd\.io)\//;
const byHand = new Set(["kubectl-expose", "kubectl-create", "kubectl-run"]);
const namedSo = /(^|[^a-z])(debug|test|tmp|temp|expose)([^a-z]|$)/;

/** True where Helm, Argo or Flux says that it deploys the Service. */
export function isReleased({ labels, annotations }: ClusterService): boolean {
  if (labels["app.kubernetes.io/managed-by"] === "Helm") return true;
  return [...Object.keys(labels), ...Object.keys(annotations)].some((key) => releaseKeys.test(key));
}

/** What makes a Service look like a leftover, each as a phrase. */
export function signalsOf(service: ClusterService, evidence: Evidence): string[] {
  const writer = service.managers.find(({ name }) => byHand.has(name))?.name;
  const others = evidence.inventory.services ?? [];
  return [
    ...(writer ? [`written by ${writer}`] : []),
    ...(namedSo.test(service.name.toLowerCase()) ? [`named "${service.name}"`] : []),
    ...(service.readyEndpoints === 0 ? ["no ready endpoint behind it"] : []),
    // Where nothing is deployed by a release tool, its absence says nothing.
    ...(others.some(isReleased) ? ["no release tool deploys it, unlike other Services here"] : []),
  ];
}
