import type { Remediation, RemediationContext } from "../../domain/remediation.ts";
import { shellQuote } from "../../domain/shell-quote.ts";
import { yamlBlock } from "../api-server/component-flags.ts";
import { talosSteps } from "../api-server/server-args.ts";
import type { FixFor } from "../remediation-by.ts";

/** Sockets as the node itself sees them, in place of what others reach. */
export function listenersVerify(context: RemediationContext): Remediation["verify"] {
  if (context.distribution === "talos")
    return {
      command: `talosctl -n ${shellQuote(context.address)} netstat --listening --tcp | grep -E ':(2379|2380) '`,
      expect: "no line with 0.0.0.0 or :::",
    };
  return {
    command: `ss -H -tln '( sport = :2379 or sport = :2380 )'`,
    expect: "no line with 0.0.0.0, * or [::]",
  };
}

const isAddress = (text: string) => /^[0-9a-fA-F.:]+$/.test(text);

/** Talos binds by subnets instead of URLs. */
export const talosListen: FixFor = (context) => {
  const own = isAddress(context.address) ? context.address : "NODE_ADDRESS";
  const subnet = `${own}/${own.includes(":") ? 128 : 32}`;
  return {
    summary: "Let etcd listen and advertise in the control plane's network only.",
    steps: talosSteps(
      context,
      yamlBlock(["cluster:", "etcd:"], [`advertisedSubnets: ["${subnet}"]`, `listenSubnets: ["${subnet}"]`]),
    ),
    undo: "Take listenSubnets and advertisedSubnets out again with talosctl patch mc.",
  };
};
