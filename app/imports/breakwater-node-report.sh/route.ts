import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { guardRoute } from "../../../lib/guard/index.ts";

const name = "breakwater-node-report.sh";

/** The script that a node is asked with, as it lies in deploy/. */
export const GET = guardRoute("read", z.strictObject({}), async () => {
  const script = await readFile(join(process.cwd(), "deploy", name));
  const headers = {
    "content-type": "text/x-shellscript; charset=utf-8",
    "content-disposition": `attachment; filename="${name}"`,
  };
  return new Response(new Uint8Array(script), { headers });
});
