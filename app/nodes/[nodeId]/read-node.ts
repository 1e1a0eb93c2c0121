import { cache } from "react";
import { getNode } from "../../../lib/store/index.ts";

/** Read once a request, by the layout and by the page. */
export const readNode = cache(getNode);
