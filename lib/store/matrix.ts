import { AppError } from "../domain/errors.ts";
import { matrixClassOf, matrixColumn } from "../domain/matrix-class.ts";
import { type Severity, severities } from "../domain/severity.ts";
import { type VantageKind, vantageKinds } from "../domain/vantage.ts";
import {
  type Matrix,
  type MatrixCell,
  type MatrixCellFindings,
  type MatrixClass,
  type MatrixRow,
  type MatrixState,
  matrixClasses,
} from "../domain/views/matrix-view.ts";
import { query } from "./client.ts";
import {
  type FindingsLine,
  type ImportedLine,
  type NodeLine,
  readCellFindings,
  readFindingLines,
  readImportedLines,
  readNodeLines,
  readTargetLines,
  type TargetLine,
} from "./matrix-rows.ts";
import { classesOfStored, matrixOpenness, matrixStateOf, namedPorts, type TargetClasses } from "./target-classes.ts";

const severityOf = (rank: number): Severity | null => severities[rank] ?? null;
const emptyCell = (): MatrixCell => ({ states: {}, ports: [], worst: null, findings: 0, findingId: null });

/** Rows under construction: a cell comes into being with the first thing that is known of it. */
class CellTable {
  readonly rows = new Map<string, (MatrixCell | null)[]>();
  readonly kinds = new Set<VantageKind>();

  constructor(nodes: readonly NodeLine[]) {
    for (const { id } of nodes)
      this.rows.set(
        id,
        matrixClasses.map(() => null),
      );
  }

  /** Null for a node that is not there. */
  cell(nodeId: string, column: number): MatrixCell | null {
    const row = this.rows.get(nodeId);
    if (!row) return null;
    const cell = row[column] ?? emptyCell();
    row[column] = cell;
    return cell;
  }

  see(nodeId: string, column: number, seen: { kind: VantageKind; state: MatrixState; open: readonly number[] }): void {
    const cell = this.cell(nodeId, column);
    if (!cell) return;
    const { kind, state, open } = seen;
    this.kinds.add(kind);
    const known = cell.states[kind] ?? "unknown";
    cell.states[kind] = matrixOpenness.indexOf(state) < matrixOpenness.indexOf(known) ? state : known;
    if (open.length === 0) return;
    const ports = cell.ports.length === 0 ? open : [...new Set([...cell.ports, ...open])].sort((a, b) => a - b);
    cell.ports = ports.slice(0, namedPorts);
  }
}

function seeTargets(table: CellTable, targets: readonly TargetLine[]): void {
  const parsed = new Map<string, TargetClasses>();
  for (const { nodeId, kind, classes: text, ports, states } of targets) {
    const classes = text === null ? classesOfStored(ports ?? "", states ?? new Uint8Array()) : parsed.get(text);
    const known = classes ?? (JSON.parse(text ?? "{}") as TargetClasses);
    if (text !== null && !classes) parsed.set(text, known);
    matrixClasses.forEach((name, column) => {
      const one = known[name];
      if (one) table.see(nodeId, column, { kind, ...one });
    });
  }
}

function seeImported(table: CellTable, imported: readonly ImportedLine[]): void {
  for (const { nodeId, kind, port, state: said } of imported) {
    const state = matrixStateOf(said);
    table.see(nodeId, matrixColumn(matrixClassOf(port)), { kind, state, open: state === "open" ? [port] : [] });
  }
}

/** Nothing is known now of a node that the last scan could not reach, whatever was known before. */
function forget(table: CellTable, { id, lastVantage }: NodeLine): void {
  matrixClasses.forEach((_name, column) => {
    const cell = table.cell(id, column);
    if (!cell) return;
    if (lastVantage) cell.states[lastVantage] = "unknown";
    for (const kind of Object.keys(cell.states) as VantageKind[]) cell.states[kind] = "unknown";
    cell.ports = [];
  });
  if (lastVantage) table.kinds.add(lastVantage);
}

function addFindings(table: CellTable, findings: readonly FindingsLine[]): void {
  for (const { nodeId, class: name, count, worst } of findings) {
    const cell = table.cell(nodeId, matrixColumn(name));
    if (!cell) continue;
    cell.findings = count;
    cell.worst = severityOf(Number(worst.slice(0, 1)));
    cell.findingId = worst.slice(1);
  }
}

function rowOf(node: NodeLine, cells: (MatrixCell | null)[]): MatrixRow {
  const { id, name, clusterId, addresses, roles, distribution, zone, checked, open } = node;
  const rank = open.findIndex((count) => count > 0);
  const role = roles.some((one) => one === "control-plane" || one === "master") ? "control-plane" : "worker";
  return {
    ...{ id, name, clusterId, addresses, roles, role, distribution, zone, checked },
    openPorts: checked === false ? 0 : node.openPorts,
    worst: severityOf(rank),
    findings: open.reduce((sum, count) => sum + count, 0),
    cells,
  };
}

/**
 * Every node that is in its cluster against the classes of ports: from each vantage that looked the most open state, and
 * the worst open finding. A vantage that did not look is absent; of a node that could not be reached all is unknown.
 */
export async function getMatrix({ clusterId }: { clusterId?: string } = {}): Promise<Matrix> {
  const [nodes, targets, imported, findings, clusters] = await Promise.all([
    readNodeLines(clusterId),
    readTargetLines(clusterId),
    readImportedLines(clusterId),
    readFindingLines(clusterId),
    query((database) =>
      database.cluster.findMany({
        where: clusterId ? { id: clusterId } : {},
        select: { id: true, name: true },
        orderBy: { name: "asc" },
      }),
    ),
  ]);
  const table = new CellTable(nodes);
  seeTargets(table, targets);
  seeImported(table, imported);
  for (const node of nodes) if (node.checked === false) forget(table, node);
  addFindings(table, findings);
  return {
    vantages: vantageKinds.filter((kind) => table.kinds.has(kind)),
    rows: nodes.map((node) => rowOf(node, table.rows.get(node.id) ?? [])),
    clusters,
    total: nodes[0]?.total ?? 0,
  };
}

const listed = 20;

/** The open findings behind one cell, worst first, at most twenty; "not-found" for a node that is not known. */
export async function getMatrixCell(nodeId: string, name: MatrixClass): Promise<MatrixCellFindings> {
  const rows = await readCellFindings(nodeId, name, listed);
  if (rows.length === 0) {
    const node = await query((database) => database.node.findUnique({ where: { id: nodeId }, select: { id: true } }));
    if (!node) throw new AppError("not-found", `There is no node with the id ${nodeId}.`);
  }
  return {
    items: rows.map(({ id, headline, severity }) => ({ id, headline, severity: severity as Severity })),
    total: rows[0]?.total ?? 0,
  };
}
