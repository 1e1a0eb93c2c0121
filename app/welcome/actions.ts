"use server";

import { z } from "zod";
import { AppError } from "../../lib/domain/errors.ts";
import { guardAction } from "../../lib/guard/index.ts";
import * as t from "../../lib/messages/index.ts";
import { askForDemoFleet } from "../../lib/store/index.ts";
import { offersDemo } from "./offers-demo.ts";

const nothing = z.object({});

const startDemo = guardAction("manage-clusters", nothing, async (_none, identity) => {
  if (!offersDemo()) throw new AppError("conflict", `${t.welcome.demo.alone} npm run demo`);
  await askForDemoFleet(identity.name);
});

/** Asks the command that started this server for the demo fleet. */
export async function startDemoAction(input: z.input<typeof nothing>) {
  return startDemo(input);
}
