import { redirect } from "next/navigation";
import { z } from "zod";
import { guardPage } from "../../lib/guard/index.ts";

/** Retention is the only page of settings. */
export default guardPage(z.object({}), () => redirect("/settings/retention"));
