import { AppError } from "../../../../lib/domain/errors.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { compareDates, compareNodes, comparePorts, compareScans } from "../../../../lib/store/index.ts";
import { whatCompared } from "../../../compare/what-compared.ts";
import { given } from "../../given.ts";
import { compareQuery } from "../../inputs.ts";

export const GET = guardRoute("read", compareQuery, async ({ part, kind, limit, cursor, ...asked }) => {
  const compared = await whatCompared(asked);
  const page = given({ kind, limit, cursor });
  switch (compared.by) {
    case "nothing":
      throw new AppError("invalid", "Name two scans (a, b), two dates (from, to) or two nodes (nodeA, nodeB).");
    case "nodes":
      return compareNodes(compared.nodeA, compared.nodeB);
    case "clusters":
      return { from: compared.from, to: compared.to, clusters: await compareDates(compared.from, compared.to) };
    default:
      if (part === "results") return compareScans(compared.a, compared.b, page);
      return { a: compared.a, b: compared.b, ...(await comparePorts(compared.a, compared.b, page)) };
  }
});
