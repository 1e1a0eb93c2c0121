import type { Evidence, PreviousEvidence } from "../domain/evidence.ts";
import type { PreviousScan } from "../domain/previous-scan.ts";
import { portStates } from "./port-states.ts";

/** Look-ups over an earlier scan, by node uid. */
export function previousEvidence(scan: PreviousScan): PreviousEvidence {
  const names = new Map(scan.nodes.map(({ uid, name }) => [uid, name]));
  const { stateOf } = portStates(scan.observations, scan.sweeps);
  return {
    scan,
    stateOf(nodeUid, port, protocol = "TCP"): ReturnType<Evidence["stateOf"]> {
      const name = names.get(nodeUid);
      return name === undefined ? "not-looked" : stateOf(name, port, protocol);
    },
  };
}
