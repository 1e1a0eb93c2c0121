/** The ports that are meant to be open: read, written, proposed, and held against what is open. */
export * from "./baseline-standing.ts";
export { type KnownNode, type ParsedBaseline, type ParseFor, parseBaseline } from "./parse-baseline.ts";
export * from "./propose-baseline.ts";
export { placeOf, scopeOf, withEntries, writeBaseline } from "./write-baseline.ts";
