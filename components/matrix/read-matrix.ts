import type { Matrix } from "../../lib/domain/views/matrix-view.ts";
import { href } from "../href.ts";

/** Reads every node of a cluster or of all; thousands are megabytes, so that they come compressed. */
export async function readMatrix(cluster: string | undefined, signal: AbortSignal): Promise<Matrix> {
  const headers = { accept: "application/gzip, application/json" };
  const response = await fetch(href("/api/v1/matrix", { cluster }), { headers, signal });
  if (!response.ok) {
    const problem = (await response.json().catch(() => null)) as { detail?: string } | null;
    throw new Error(problem?.detail ?? `${response.status} ${response.statusText}`);
  }
  const isPacked = response.headers.get("content-type") === "application/gzip";
  if (!isPacked || !response.body) return (await response.json()) as Matrix;
  const unpacked = response.body.pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(unpacked).json()) as Matrix;
}
