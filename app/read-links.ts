import { cache } from "react";
import { getLinkSettings } from "../lib/store/index.ts";

/** Read once a request, however many links stand in its page. */
export const readLinks = cache(getLinkSettings);
