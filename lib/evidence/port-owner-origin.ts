import type { PortOwner } from "../domain/port-owner.ts";

type Keyed = Readonly<Record<string, string>>;

/** What an object says of who deploys it and who wrote it. */
export interface Origin {
  labels: Keyed;
  annotations: Keyed;
  managers: readonly { name: string; at: string | null }[];
}

/** Controllers that write a status or an address into other people's objects. */
const controllers =
  /^(kube-controller-manager|cloud-controller-manager|aws-load-balancer-controller|metallb-.*|speaker|controller|cilium-.*|k3s|rke2)$/;

/** The field manager that wrote it last; a controller that only keeps its status counts where nobody else wrote. */
export function lastWriter({ managers }: Pick<Origin, "managers">): PortOwner["manager"] {
  return managers.findLast(({ name }) => !controllers.test(name)) ?? managers.at(-1) ?? null;
}

/**
 * What deploys an object. Argo CD and Flux render Helm charts themselves and leave Helm's labels in, so they are asked
 * first.
 */
export function deployedBy({ labels, annotations }: Pick<Origin, "labels" | "annotations">): string | null {
  return argoApplication(labels, annotations) ?? fluxObject(labels) ?? helmRelease(labels, annotations);
}

function argoApplication(labels: Keyed, annotations: Keyed): string | null {
  // "application:group/kind:namespace/name", see Argo CD's resource tracking.
  const tracked = annotations["argocd.argoproj.io/tracking-id"]?.split(":")[0]?.trim();
  const name = tracked || annotations["argocd.argoproj.io/instance"] || labels["argocd.argoproj.io/instance"];
  return name ? `Argo CD application ${name}` : null;
}

function fluxObject(labels: Keyed): string | null {
  for (const [group, kind] of [
    ["helm", "HelmRelease"],
    ["kustomize", "Kustomization"],
  ] as const) {
    const name = labels[`${group}.toolkit.fluxcd.io/name`];
    const namespace = labels[`${group}.toolkit.fluxcd.io/namespace`];
    if (name) return `Flux ${kind} ${namespace ? `${namespace}/` : ""}${name}`;
  }
  return null;
}

function helmRelease(labels: Keyed, annotations: Keyed): string | null {
  const release = annotations["meta.helm.sh/release-name"];
  if (release) return `Helm release ${release}`;
  if (labels["app.kubernetes.io/managed-by"] !== "Helm" && !labels["helm.sh/chart"]) return null;
  const instance = labels["app.kubernetes.io/instance"] ?? labels.release;
  return instance ? `Helm release ${instance}` : `Helm chart ${labels["helm.sh/chart"] ?? "of an unknown name"}`;
}
