import type { z } from "zod";
import { parseInventory } from "../../../../lib/discovery/parse-inventory.ts";
import { vetKubeconfig } from "../../../../lib/discovery/vet-kubeconfig.ts";
import { AppError } from "../../../../lib/domain/errors.ts";
import type { NewCluster } from "../../../../lib/domain/views/cluster-view.ts";
import type { newCluster } from "../../inputs.ts";

/** Vets what was sent as an upload; AppError "invalid" says what does not fit. */
export function clusterFrom(input: z.output<typeof newCluster>): NewCluster {
  const { name, source, authorizationProofs } = input;
  const base = { name, source, authorizationProofs, context: null, origin: "upload" } as const;
  if (source === "in-cluster") return { ...base, secret: null, target: "the cluster that Breakwater runs in" };
  if (source === "inventory") {
    if (!input.inventory) throw new AppError("invalid", "inventory: send the addresses, one a line.");
    const hosts = parseInventory(input.inventory);
    return { ...base, secret: input.inventory, target: `${hosts.length} addresses` };
  }
  if (!input.kubeconfig) throw new AppError("invalid", "kubeconfig: send the text of the file.");
  const vetted = vetKubeconfig(input.kubeconfig, "upload", input.context);
  const context = input.context ?? vetted.currentContext;
  const server = vetted.contexts.find((entry) => entry.name === context)?.server ?? "unknown server";
  return { ...base, secret: input.kubeconfig, context, target: server };
}
