import type { ChildProcess } from "node:child_process";

function kindOf(message: unknown): unknown {
  return typeof message === "object" && message !== null && "kind" in message ? message.kind : undefined;
}

/** Resolves with the first message `{ kind, … }` of this kind that a child sends; rejects when the signal aborts. */
export function waitForMessage(child: ChildProcess, kind: string, signal: AbortSignal): Promise<object> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      if (typeof message !== "object" || message === null || kindOf(message) !== kind) return;
      child.off("message", onMessage);
      resolve(message);
    };
    child.on("message", onMessage);
    signal.addEventListener("abort", () => {
      child.off("message", onMessage);
      reject(signal.reason);
    });
  });
}
