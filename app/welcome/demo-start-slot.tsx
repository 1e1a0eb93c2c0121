"use client";

import { lazy } from "react";

/** In a file of its own, which an overview that has something to show goes without. Drawn on the server as well. */
export const DemoStart = lazy(async () => ({ default: (await import("./demo-start.tsx")).DemoStart }));
