import { checks } from "../../lib/checks/index.ts";
import { checksForRule } from "../../lib/checks/rosetta.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { ImportFormat } from "../../lib/domain/imported.ts";
import type { VantageKind } from "../../lib/domain/vantage.ts";
import { InvalidInput } from "../../lib/guard/parse-input.ts";
import {
  checksAbout,
  decodeFile,
  importPlace,
  importVantage,
  readImport,
  recogniseImport,
} from "../../lib/importers/index.ts";
import * as t from "../../lib/messages/index.ts";
import { getCluster, type ImportOutcome, importFile, listNodeAddresses } from "../../lib/store/index.ts";

const words = t.imports.form;
const checksFor = checksAbout(checks, checksForRule);

export interface GivenImport {
  clusterId: string;
  fileName?: string;
  format?: ImportFormat;
  node?: string;
  vantage?: VantageKind;
  at?: string;
  content?: string;
  file?: File;
}

const portTools: readonly (ImportFormat | null)[] = ["nmap", "naabu"];

/** Reads a file for a cluster and keeps it whole. AppError "invalid" with line and reason, and nothing is kept then. */
export async function takeImport(given: GivenImport): Promise<ImportOutcome> {
  const { clusterId, file, node, vantage } = given;
  const { name } = await getCluster(clusterId);
  const nodes = await listNodeAddresses(clusterId);
  if (nodes.length === 0) throw new AppError("conflict", words.noNodes(name));
  if (file === undefined && given.content === undefined) throw new InvalidInput({ file: words.fileMissing });
  const bytes = file ? new Uint8Array(await file.arrayBuffer()) : Buffer.from(given.content ?? "", "utf8");
  const text = decodeFile(bytes);
  const format = given.format ?? recogniseImport(text) ?? undefined;
  const tool = format ?? "";
  if (portTools.includes(format ?? null) && !vantage) throw new InvalidInput({ vantage: words.vantageMissing(tool) });
  const place = importPlace({
    nodes,
    node: node ?? null,
    vantage: importVantage(tool, vantage ?? "worker-node"),
    at: lookedAt(given.at),
    checksFor,
  });
  const fileName = given.fileName || file?.name || words.pasted;
  return importFile(clusterId, fileName, readImport(text, place, format));
}

/** A time that is yet to come is a clock gone wrong: opinions of it would never grow old. */
function lookedAt(given: string | undefined): string {
  const now = new Date();
  const at = given === undefined ? now : new Date(given);
  if (at.getTime() > now.getTime() + 60_000) throw new InvalidInput({ at: words.atInFuture });
  return at.toISOString();
}
