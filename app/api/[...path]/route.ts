import { z } from "zod";
import { AppError } from "../../../lib/domain/errors.ts";
import { guardRoute } from "../../../lib/guard/index.ts";

/** What no other route answers is said in the form of every other problem, not as a page. */
const nothing = guardRoute("read", z.looseObject({ path: z.array(z.string()) }), async ({ path }) => {
  const asked = `/api/${path.join("/")}`.slice(0, 200);
  throw new AppError("not-found", `There is nothing at ${asked}; GET /api/openapi.json lists what there is.`);
});

export { nothing as DELETE, nothing as GET, nothing as PATCH, nothing as POST, nothing as PUT };
