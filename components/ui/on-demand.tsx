"use client";

import { type ComponentType, createElement, lazy, Suspense } from "react";

/**
 * A component that is loaded when it is first drawn; until then there is nothing in its place. Smaller than
 * next/dynamic, whose preloading on the server only what stands in a page from the start would need.
 */
export function onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function OnDemand(props: Props) {
    return <Suspense fallback={null}>{createElement<Props>(Loaded, props)}</Suspense>;
  };
}
