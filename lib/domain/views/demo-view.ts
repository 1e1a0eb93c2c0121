export const demoSteps = ["asked", "starting", "scanning", "ready", "failed"] as const;
/** How far the demo fleet is that somebody asked for in the browser. */
export type DemoStep = (typeof demoSteps)[number];

export interface DemoFleetState {
  /** False where the web server runs alone: then nobody is there who could start servers. */
  offered: boolean;
  /** Null while nobody asked. */
  step: DemoStep | null;
  /** Why it failed. */
  message: string | null;
  /** Nodes that its servers play; null until they stand. */
  nodes: number | null;
  /** The first scan of its main cluster; null until it is asked for. */
  scanId: string | null;
}
