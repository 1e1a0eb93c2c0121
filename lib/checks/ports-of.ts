import type { Check } from "../domain/check.ts";

const kubeletPort = 10_250;

/** Ports that a check judges by default: those that it names, and the kubelet's own, which is looked up per node. */
export function portsOf({ component, ports }: Pick<Check, "component" | "ports">): readonly number[] {
  return component === "kubelet" && ports.length === 0 ? [kubeletPort] : ports;
}
