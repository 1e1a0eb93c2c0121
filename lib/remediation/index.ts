export { type DiffLine, diffLines } from "./diff-lines.ts";
export { impactOf } from "./impact.ts";
export {
  bindingManifest,
  fineGrainedReader,
  fineGrainedRole,
  metricsReader,
  metricsRole,
  type RoleHolder,
} from "./kubelet-readers.ts";
export { networkRules } from "./network/index.ts";
export { type AffectedNode, type Rollout, rollout } from "./rollout.ts";
export { type SettingDiff, settingDiff } from "./setting-diff.ts";
