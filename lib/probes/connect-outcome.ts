/** What one connect() said. Only trouble of our own side is worth trying again as it is. */
export type ConnectOutcome =
  | { kind: "open"; reason: string }
  | { kind: "refused" }
  | { kind: "silent" }
  | { kind: "unreachable"; reason: string }
  | { kind: "trouble"; code: string };

const open: ConnectOutcome = { kind: "open", reason: "syn-ack" };
// Linux reports a reset as ECONNREFUSED while connecting; ECONNRESET means that the port had accepted before.
const openThenReset: ConnectOutcome = { kind: "open", reason: "syn-ack, then reset" };
const refused: ConnectOutcome = { kind: "refused" };
const silent: ConnectOutcome = { kind: "silent" };
const unreachable: Record<string, ConnectOutcome> = {
  EHOSTUNREACH: { kind: "unreachable", reason: "host-unreach" },
  EHOSTDOWN: { kind: "unreachable", reason: "host-unreach" },
  ENETUNREACH: { kind: "unreachable", reason: "net-unreach" },
  EACCES: { kind: "unreachable", reason: "admin-prohibited" },
};

export const outcomes = { open, silent };

/** Reads the error code of a failed connect; whatever is not an answer of the network is trouble, never "closed". */
export function outcomeOf(code: string): ConnectOutcome {
  if (code === "ECONNREFUSED") return refused;
  if (code === "ETIMEDOUT") return silent;
  if (code === "ECONNRESET") return openThenReset;
  return unreachable[code] ?? { kind: "trouble", code };
}
