import { cache } from "react";
import { getCluster } from "../../../lib/store/index.ts";

/** Read once a request, by the layout and by the page. */
export const readCluster = cache(getCluster);
