import { AppError } from "../domain/errors.ts";
import { type Kubeconfig, parseKubeconfig } from "./parse-kubeconfig.ts";
import type { KubeconfigOrigin } from "./source.ts";

export interface VettedKubeconfig {
  contexts: { name: string; cluster: string; server: string; user: string }[];
  currentContext: string | null;
  /** What is accepted but should be known, e.g. that the API server's certificate is not verified. */
  warnings: string[];
}

/**
 * Says what a kubeconfig offers, without touching files, programs or the network.
 * Throws AppError("invalid") with what is wrong and where; `context` must be there when it is given.
 */
export function vetKubeconfig(text: string, origin: KubeconfigOrigin, context?: string): VettedKubeconfig {
  const kubeconfig = parseKubeconfig(text, origin);
  if (context !== undefined) chooseContext(kubeconfig, context);
  return {
    contexts: kubeconfig.contexts.map(({ name, cluster, user }) => ({
      name,
      cluster,
      server: kubeconfig.clusters.get(cluster)?.server ?? "",
      user,
    })),
    currentContext: kubeconfig.currentContext,
    warnings: [...kubeconfig.clusters.values()]
      .filter((cluster) => cluster.skipTlsVerify)
      .map(
        ({ name }) =>
          `Cluster "${name}" sets insecure-skip-tls-verify: whoever answers at its address receives the credential. Put the cluster's CA into certificate-authority-data instead.`,
      ),
  };
}

/** The named context, else the current one, else the only one. Throws AppError("invalid") when there is none. */
export function chooseContext(kubeconfig: Kubeconfig, name?: string): { name: string; cluster: string; user: string } {
  const { contexts } = kubeconfig;
  const wanted = name ?? kubeconfig.currentContext ?? (contexts.length === 1 ? contexts[0]?.name : undefined);
  const names = contexts.map((context) => `"${context.name}"`).join(", ");
  if (wanted === undefined) {
    throw new AppError("invalid", `The kubeconfig has no current-context: choose one of ${names}.`);
  }
  const found = contexts.find((context) => context.name === wanted);
  if (!found) throw new AppError("invalid", `The kubeconfig has no context "${wanted}"; it has ${names}.`);
  return found;
}
