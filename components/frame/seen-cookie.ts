/** Keeps up to when this browser has seen the change feed (RFC 3339); set when someone marks all as seen. */
export const seenCookie = "breakwater-seen";
