import { cache } from "react";
import { getScan } from "../../../lib/store/index.ts";

/** Read once a request, by the layout and by the page. */
export const readScan = cache(getScan);
