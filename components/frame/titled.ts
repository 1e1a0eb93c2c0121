import type { Metadata } from "next";

/** Metadata of a page whose title is a text: `export const generateMetadata = titled(() => t.nodes.title)`. */
export function titled(title: () => string): () => Metadata {
  return () => ({ title: title() });
}
