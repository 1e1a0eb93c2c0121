import { cache } from "react";
import { getSchedule } from "../../../lib/store/index.ts";

/** Read once a request, by the layout and by the page. */
export const readSchedule = cache(getSchedule);
