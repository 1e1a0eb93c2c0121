import type { z } from "zod";
import type { NewCluster } from "../../../../lib/domain/views/cluster-view.ts";
import { clusterOf } from "../../../clusters/cluster-input.ts";
import type { newCluster } from "../../inputs.ts";

/** Vets what was sent as an upload, as the form does; InvalidInput says what does not fit. */
export function clusterFrom(input: z.output<typeof newCluster>): Promise<NewCluster> {
  const { name, source, authorizationProofs, kubeconfig = "", context = "", inventory = "" } = input;
  return clusterOf({ source, origin: "upload", kubeconfig, context, inventory, authorizationProofs }, name);
}
