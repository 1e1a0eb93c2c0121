import { notPlanted } from "../fleet/faults/not-planted.ts";
export interface CheckProof { proof: string; fleetFault?: string }
export function proofOf(ways: readonly string[], byHand: string | undefined): string {
  if (byHand !== undefined) return `fixed in the fleet, because ${byHand}; re-checked`;
  return `remediation carried out (${ways.join(", ")}); re-checked`;
}
export const checkProofs: Readonly<Record<string, CheckProof>> = {};
