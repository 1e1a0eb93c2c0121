export { type Connection, describeConnection, evaluate, evaluateSide, type Verdict } from "./evaluate.ts";
export type { Direction, Flow, Party, PodFacts } from "./party.ts";
export { type Dialect, type World, type WorldOptions, worldOf } from "./world.ts";
