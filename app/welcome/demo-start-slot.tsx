"use client";

import { lazy } from "react";
import type { DemoFleetState } from "../../lib/domain/views/demo-view.ts";

const Loaded = lazy(async () => ({ default: (await import("./demo-start.tsx")).DemoStart }));

/**
 * In a file of its own, which an overview that has something to show goes without. Drawn on the server as well.
 * A component around it, because what a page of the server names is itself loaded lazily, and lazy in lazy cannot be drawn.
 */
export function DemoStart(props: { initial: DemoFleetState }) {
  return <Loaded {...props} />;
}
