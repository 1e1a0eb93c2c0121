import type { Consumer } from "../../domain/workload.ts";
import type { AskGroups } from "../api-groups.ts";
import type { ApiServiceFacts } from "../api-services.ts";
import type { Connection } from "../connect.ts";
import type { ListReader } from "../list-reader.ts";
import { lostNeed } from "../needs.ts";
import type { PodFacts } from "../pods.ts";
import type { WorkloadFacts } from "../workloads.ts";
import { aggregatedApiConsumers } from "./aggregated-api-consumers.ts";
import { maximumConfigMaps, readConfigMapConsumers } from "./config-map-consumers.ts";
import { readMonitorConsumers } from "./monitor-consumers.ts";

/** Consumers that only stand in configurations; each null where it was not read. */
export function readConfiguredConsumers(
  connection: Connection,
  reader: ListReader,
  groups: AskGroups,
): Promise<(Consumer[] | null)[]> {
  const cut = `The cluster has more than ${maximumConfigMaps} ConfigMaps: the others were not looked through.`;
  const onCut = () => {
    // A list that was started again is cut again.
    if (!reader.lost.some(({ need }) => need === "list configmaps"))
      reader.lost.push(lostNeed("list configmaps", cut, false));
  };
  return Promise.all([
    reader.wants("list configmaps")
      ? reader.read("list configmaps", () => readConfigMapConsumers(connection, onCut))
      : null,
    reader.wants("list servicemonitors")
      ? reader.read("list servicemonitors", async () => readMonitorConsumers(connection, await groups()))
      : null,
  ]);
}

/**
 * Everything that is seen to walk through a door; null when nothing could be looked through. Where only some of the
 * places could be, `lost` names the others.
 */
export function gatherConsumers(read: {
  configured: (Consumer[] | null)[];
  workloads: (WorkloadFacts[] | null)[];
  pods: PodFacts[] | null;
  apiServices: ApiServiceFacts[] | null;
}): Consumer[] | null {
  const places = [
    ...read.configured,
    ...read.workloads.map((facts) => facts?.flatMap(({ consumers }) => consumers) ?? null),
    read.pods?.flatMap(({ consumers }) => consumers) ?? null,
    read.apiServices && aggregatedApiConsumers(read.apiServices),
  ];
  return places.some((place) => place !== null) ? places.flatMap((place) => place ?? []) : null;
}
