import { type Component, components } from "../domain/check.ts";

/** Reads a component from a check's id, which begins with it: "kube-proxy-metrics-exposed". "other" where none fits. */
export function componentOfCheck(checkId: string): Component {
  const fitting = components.filter((component) => checkId.startsWith(`${component}-`));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? "other";
}
