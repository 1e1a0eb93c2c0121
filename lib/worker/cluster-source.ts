import type { ClusterSource } from "../discovery/index.ts";
import { AppError } from "../domain/errors.ts";
import type { NewCluster } from "../domain/views/cluster-view.ts";

type Stored = Pick<NewCluster, "name" | "source" | "secret" | "context" | "origin">;

function secretOf(stored: Stored, what: string): string {
  if (stored.secret !== null) return stored.secret;
  throw new AppError("invalid", `${stored.name} has no ${what}; add it to the cluster again.`);
}

/** What discovery is to read a stored cluster with. Throws AppError("invalid") when its credential is missing. */
export function discoverySource(stored: Stored): ClusterSource {
  switch (stored.source) {
    case "in-cluster":
      return { kind: "in-cluster" };
    case "inventory":
      return { kind: "inventory", text: secretOf(stored, "inventory"), name: stored.name };
    case "kubeconfig":
      return {
        kind: "kubeconfig",
        text: secretOf(stored, "kubeconfig"),
        origin: stored.origin,
        ...(stored.context === null ? {} : { context: stored.context }),
      };
  }
}
