import { guardRoute } from "../../../lib/guard/index.ts";
import { noInput } from "../inputs.ts";
import { openapiDocument } from "../openapi-document.ts";

export const GET = guardRoute("read", noInput, async () => openapiDocument());
