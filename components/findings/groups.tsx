"use client";

import { lazy } from "react";

/** The list of groups, in a file of its own: the plain list, which most read, goes without it. Drawn on the server as well. */
export const Groups = lazy(async () => ({ default: (await import("./group-list.tsx")).GroupList }));
