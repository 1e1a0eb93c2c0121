import { type MatrixCell, type MatrixClass, type MatrixRow, matrixClasses } from "./views/matrix-view.ts";

/** A cell as the internet and the node network see it. */
export function matrixCell(fields: Partial<MatrixCell> = {}): MatrixCell {
  return { states: {}, ports: [], worst: null, findings: 0, findingId: null, ...fields };
}

/** A checked worker on which nothing was looked at, with what a test says of it. */
export function matrixRow(
  name: string,
  fields: Partial<Omit<MatrixRow, "cells">> & { cells?: Partial<Record<MatrixClass, Partial<MatrixCell>>> } = {},
): MatrixRow {
  const { cells = {}, ...given } = fields;
  return {
    id: `id-${name}`,
    name,
    clusterId: "c",
    addresses: [],
    roles: ["worker"],
    role: "worker",
    distribution: "kubeadm",
    zone: null,
    checked: true,
    openPorts: 0,
    worst: null,
    findings: 0,
    ...given,
    cells: matrixClasses.map((one) => (cells[one] ? matrixCell(cells[one]) : null)),
  };
}
