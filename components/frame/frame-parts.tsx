"use client";

import { type ComponentType, createContext, type ReactNode, use } from "react";

/**
 * What every page shows and no page loads: the root layout brings it, once. A page, its error page and its skeleton
 * that named these parts themselves would each carry a copy.
 */
export interface FrameParts {
  TopBar: ComponentType<{ children: ReactNode }>;
  Broken: ComponentType<BrokenProps>;
}

export interface BrokenProps {
  error: unknown;
  retry: () => void;
}

export const FramePartsContext = createContext<FrameParts | null>(null);

function useFrameParts(): FrameParts {
  const parts = use(FramePartsContext);
  if (!parts) throw new Error("The root layout brings the parts of the frame.");
  return parts;
}

/** The bar over a page; its breadcrumb is given. */
export function TopBarSlot({ children }: { children: ReactNode }) {
  const { TopBar } = useFrameParts();
  return <TopBar>{children}</TopBar>;
}

/** What every error.tsx shows. */
export function BrokenSlot(props: BrokenProps) {
  const { Broken } = useFrameParts();
  return <Broken {...props} />;
}
