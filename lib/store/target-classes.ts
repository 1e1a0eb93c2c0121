import { matrixClassOf, matrixColumn } from "../domain/matrix-class.ts";
import { type MatrixClass, type MatrixState, matrixClasses } from "../domain/views/matrix-view.ts";
import { portRanges } from "./port-ranges.ts";
import { decodeCodes, emptyCodes, stateCodes, stateOf } from "./port-states.ts";

/** What a target shows in one column of the matrix: the most open state, and the first open ports. */
export interface TargetClass {
  state: MatrixState;
  open: number[];
}

export type TargetClasses = Partial<Record<MatrixClass, TargetClass>>;

/** Open ports of a class that are named. */
export const namedPorts = 20;

/** Most open first. "open|filtered" is silence as well and counts as filtered. */
export const matrixOpenness: readonly MatrixState[] = ["open", "filtered", "closed", "unknown"];

/** The state of a port as the matrix has it; null is a look without an answer that tells. */
export function matrixStateOf(state: ReturnType<typeof stateOf>): MatrixState {
  return state === "open|filtered" ? "filtered" : (state ?? "unknown");
}

const columnOf = Uint8Array.from({ length: 65_536 }, (_, port) => matrixColumn(matrixClassOf(port)));
const rankOf = Uint8Array.from({ length: 256 }, (_, code) => matrixOpenness.indexOf(matrixStateOf(stateOf(code))));

/** Sums up the codes of the ports in these ranges by class. */
export function targetClasses(codes: Uint8Array, ranges: readonly (readonly [number, number])[]): TargetClasses {
  const best = new Uint8Array(matrixClasses.length).fill(255);
  const open: number[][] = matrixClasses.map(() => []);
  for (const [from, to] of ranges) {
    for (let port = from; port <= to; port += 1) {
      const column = columnOf[port] ?? 0;
      const code = codes[port] ?? 0;
      best[column] = Math.min(best[column] ?? 255, rankOf[code] ?? 255);
      if (code === stateCodes.open && (open[column]?.length ?? 0) < namedPorts) open[column]?.push(port);
    }
  }
  const known = matrixClasses.flatMap((name, at): [MatrixClass, TargetClass][] => {
    const state = matrixOpenness[best[at] ?? 255];
    return state === undefined ? [] : [[name, { state, open: open[at] ?? [] }]];
  });
  return Object.fromEntries(known);
}

const codes = emptyCodes();

/** The same of a target as it is stored. */
export function classesOfStored(ports: string, states: Uint8Array): TargetClasses {
  return targetClasses(decodeCodes(ports, states, codes), portRanges(ports));
}
