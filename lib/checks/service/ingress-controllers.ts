import type { Evidence } from "../../domain/evidence.ts";
import type { Workload } from "../../domain/workload.ts";

/** Builds of the project itself; others (RKE2's, distributions') carry fixes back under older numbers. */
const community = /^(?:registry\.k8s\.io|k8s\.gcr\.io|quay\.io\/kubernetes-ingress-controller)\//;
const anyBuild = /(?:^|\/)(?:ingress-nginx\/controller|nginx-ingress-controller)(?:-chroot)?(?=[:@]|$)/;

export interface ControllerBuild {
  image: string;
  isCommunity: boolean;
  /** [1, 11, 5]; null where the tag is no release. */
  release: number[] | null;
}

/** The ingress-nginx build of a workload; null where it is no such controller. */
export function controllerBuild({ images, kind }: Workload): ControllerBuild | null {
  const image =
    kind === "StatefulSet"
      ? undefined
      : images.find((name) => anyBuild.test(name) && !/nginx\/nginx-ingress/.test(name));
  if (image === undefined) return null;
  const tag = /:(?:nginx-|controller-)?v?(\d+)\.(\d+)\.(\d+)/.exec(image.replace(/@sha256:.*$/, ""));
  return { image, isCommunity: community.test(image), release: tag ? tag.slice(1, 4).map(Number) : null };
}

/** CVE-2025-1974 and its companions: fixed in 1.11.5 and 1.12.1. */
export function isVulnerable([major = 0, minor = 0, patch = 0]: number[]): boolean {
  if (major !== 1) return major < 1;
  return minor < 11 || (minor === 11 && patch < 5) || (minor === 12 && patch < 1);
}

/** Validating webhooks that the API server sends Ingresses to, in the workload's namespace; null where not known. */
export function webhooksOf(evidence: Evidence, { namespace }: Workload): string[] | null {
  const { admission } = evidence.inventory;
  if (admission === null) return null;
  return admission.webhooks
    .filter(({ mutating, service }) => !mutating && service?.namespace === namespace && /admission/.test(service.name))
    .map(({ configuration }) => configuration);
}
