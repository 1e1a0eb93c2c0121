import type { Observation, Sweep } from "./observation.ts";
import type { Protocol } from "./port-state.ts";
import type { ScanReport } from "./scan-report.ts";

/** A port that a Service declared on every node. */
export interface DeclaredPort {
  port: number;
  protocol: Protocol;
  via: "NodePort" | "healthCheckNodePort";
  service: { uid: string; namespace: string; name: string };
}

/** What is kept of an earlier scan to judge a change by. */
export interface PreviousScan {
  finishedAt: string;
  vantage: ScanReport["vantage"];
  profile: ScanReport["profile"];
  nodes: Pick<ScanReport["nodes"][number], "name" | "uid" | "ready" | "kubeletVersion" | "kubeletConfig">[];
  observations: Observation[];
  sweeps: Sweep[];
  /** null where Services could not be read then. */
  declaredPorts: DeclaredPort[] | null;
}
