import { guardRoute } from "../../../../lib/guard/index.ts";
import { importLimitBytes } from "../../../../lib/importers/index.ts";
import { listImports } from "../../../../lib/store/index.ts";
import { takeImport } from "../../../imports/take-import.ts";
import { given } from "../../given.ts";
import { importsQuery, newImport } from "../../inputs.ts";

export const GET = guardRoute("read", importsQuery, ({ cluster, limit, cursor }) =>
  listImports(given({ clusterId: cluster, limit, cursor })),
);

/** The file in a form; as JSON a character may take six. */
const options = { maxBodyBytes: importLimitBytes + 1024 * 1024, takesFiles: true };

export const POST = guardRoute(
  "scan",
  newImport,
  async ({ cluster, ...file }) => takeImport({ clusterId: cluster, ...given(file) }),
  201,
  options,
);
