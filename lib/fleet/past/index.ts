import type { ClusterName } from "../clusters/index.ts";
import type { Episode } from "./episode.ts";
import { harborPast } from "./harbor.ts";
import { galleonPast, lagoonPast, skiffPast, sloopPast } from "./others.ts";

/** What became of each cluster; of the others there is nothing to tell but the ages of what is in them. */
export const episodesOf: Record<ClusterName, readonly Episode[]> = {
  harbor: harborPast,
  lagoon: lagoonPast,
  skiff: skiffPast,
  dinghy: [],
  sloop: sloopPast,
  ketch: [],
  galleon: galleonPast,
  tender: [],
};
