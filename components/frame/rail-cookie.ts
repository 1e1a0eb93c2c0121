/** Keeps whether the rail is folded; read by the server for the first paint, written by the browser. */
export const railCookie = "breakwater-rail";
