"use server";

import { z } from "zod";
import type { RecheckScope } from "../lib/domain/views/recheck-group-view.ts";
import { guardAction } from "../lib/guard/index.ts";
import { requestRecheckGroup } from "../lib/store/index.ts";
import { given } from "./api/given.ts";
import { recheckScope } from "./recheck-scope.ts";

const guarded = guardAction("scan", z.strictObject({ scope: recheckScope }), ({ scope }) =>
  requestRecheckGroup(given(scope)),
);

/** Asks the worker to probe the subjects of many findings again. */
export async function recheckGroup(input: { scope: RecheckScope }) {
  return guarded(input);
}
