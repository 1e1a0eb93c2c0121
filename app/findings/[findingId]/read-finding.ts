import { cache } from "react";
import { getFinding } from "../../../lib/store/index.ts";

/** Read once a request, by the layout and by the page. */
export const readFinding = cache(getFinding);
