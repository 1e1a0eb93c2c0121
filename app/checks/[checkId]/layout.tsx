import { z } from "zod";
import { findCheck } from "../../../lib/checks/index.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { guardLayout, guardMetadata } from "../../../lib/guard/index.ts";
import * as t from "../../../lib/messages/index.ts";

const request = z.object({ checkId: z.string().min(1).max(100) });

export const generateMetadata = guardMetadata(request, async ({ input: { checkId } }) => ({
  title: findCheck(checkId)?.title ?? t.checks.one,
}));

/** Before the skeleton: what does not exist is a 404, in the status as well. */
export default guardLayout(request, async ({ input: { checkId } }) => {
  if (!findCheck(checkId)) throw new AppError("not-found", t.checks.retired);
});
