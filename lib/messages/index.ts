import { en } from "./en.ts";

/** Every word the interface says, outside of what checks say of themselves. One language for now, chosen here. */
export const t = en;
export type Messages = typeof en;
