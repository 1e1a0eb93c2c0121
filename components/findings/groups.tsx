"use client";

import { lazy } from "react";
import type { GroupListProps } from "./group-list.tsx";

const Loaded = lazy(async () => ({ default: (await import("./group-list.tsx")).GroupList }));

/**
 * The list of groups, in a file of its own: the plain list, which most read, goes without it. Drawn on the server as well.
 * A component around it, because what a page of the server names is itself loaded lazily, and lazy in lazy cannot be drawn.
 */
export function Groups(props: GroupListProps) {
  return <Loaded {...props} />;
}
