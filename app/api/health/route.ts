import { guardRoute } from "../../../lib/guard/index.ts";
import { getHealth } from "../../../lib/store/index.ts";
import { noInput } from "../inputs.ts";

export const GET = guardRoute("read", noInput, async () => getHealth());
