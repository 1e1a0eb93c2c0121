import { AppError } from "../../../../lib/domain/errors.ts";
import type { DemoFleetState } from "../../../../lib/domain/views/demo-view.ts";
import { guardRoute } from "../../../../lib/guard/index.ts";
import { askForDemoFleet, readDemoWish } from "../../../../lib/store/index.ts";
import { offersDemo } from "../../../welcome/offers-demo.ts";
import { noInput } from "../../inputs.ts";

async function state(): Promise<DemoFleetState> {
  return { offered: offersDemo(), ...(await readDemoWish()) };
}

export const GET = guardRoute("read", noInput, state);

export const POST = guardRoute(
  "manage-clusters",
  noInput,
  async (_none, { identity }) => {
    if (!offersDemo()) {
      throw new AppError("conflict", 'This web server runs alone; "npm run demo" starts the demo fleet.');
    }
    await askForDemoFleet(identity.name);
    return state();
  },
  202,
);
