import { guardRoute } from "../../../../../lib/guard/index.ts";
import { getMatrixCell } from "../../../../../lib/store/index.ts";
import { matrixCellQuery } from "../../../inputs.ts";

export const GET = guardRoute("read", matrixCellQuery, ({ node, class: name }) => getMatrixCell(node, name));
