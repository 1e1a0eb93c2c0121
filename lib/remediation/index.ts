export { impactOf } from "./impact.ts";
export { networkRules } from "./network/index.ts";
