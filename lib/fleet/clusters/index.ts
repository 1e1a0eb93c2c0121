import type { ClusterSpec } from "./cluster-spec.ts";
import { dinghy } from "./dinghy.ts";
import { galleon } from "./galleon.ts";
import { harbor } from "./harbor.ts";
import { ketch } from "./ketch.ts";
import { lagoon } from "./lagoon.ts";
import { skiff } from "./skiff.ts";
import { sloop } from "./sloop.ts";
import { tender } from "./tender.ts";

export const clusterNames = ["harbor", "lagoon", "skiff", "dinghy", "sloop", "ketch", "galleon", "tender"] as const;
export type ClusterName = (typeof clusterNames)[number];

export const clusterSpecs: Record<ClusterName, ClusterSpec> = {
  harbor,
  lagoon,
  skiff,
  dinghy,
  sloop,
  ketch,
  galleon,
  tender,
};
