import { shellQuote } from "../../lib/domain/shell-quote.ts";
import * as t from "../../lib/messages/index.ts";
import { objectOf, type QueueItem } from "./queue-item.ts";

const words = t.nodePorts.commands;

export interface CommandStep {
  text: string;
  code: string | null;
}

export interface Approval {
  owner: string;
  because: string;
  /** UTC day, "" for no end. */
  until: string;
}

const resources: Record<string, string> = {
  Service: "service",
  Deployment: "deployment",
  DaemonSet: "daemonset",
  StatefulSet: "statefulset",
  Pod: "pod",
};

/** "kubectl --context prod -n payments annotate service debug"; null where there is no such object to name. */
function kubectl({ context, kind, target: { namespace, service } }: QueueItem, verb: string): string | null {
  const resource = resources[kind ?? ""];
  if (!resource || service === "") return null;
  const where = context === null ? "" : ` --context ${shellQuote(context)}`;
  return `kubectl${where} -n ${shellQuote(namespace || "default")} ${verb} ${resource} ${shellQuote(service)}`;
}

const annotationOf = ({ kind }: QueueItem) =>
  kind === "Service" ? "breakwater.dev/nodeport-approved" : "breakwater.dev/hostport-approved";

/** What stands is a Service or a controller: a bare pod loses an annotation with itself, what is gone cannot carry one. */
const canCarry = ({ kind, via }: QueueItem) => via !== "undeclared" && kind !== null && kind !== "Pod";

/** The command that approves a node port on its own object, and the one that takes it back. */
export function approveCommand(
  item: QueueItem,
  { owner, because, until }: Approval,
): { run: CommandStep; undo: CommandStep } {
  const command = canCarry(item) ? kubectl(item, "annotate") : null;
  if (command === null) {
    return { run: { text: words.cannotAnnotate, code: null }, undo: { text: words.undoNone, code: null } };
  }
  const name = annotationOf(item);
  const value = shellQuote(`${name}=${owner}: ${because}`);
  const end = until === "" ? `${name}-until-` : shellQuote(`${name}-until=${until}`);
  return {
    run: { text: "", code: `${command} ${value} ${end} --overwrite` },
    undo: { text: words.undoAnnotate, code: `${command} ${name}- ${name}-until-` },
  };
}

/** A line of the baseline of expected ports, for what is kept without an annotation. */
export function baselineEntry({ target, kind }: QueueItem, { owner, because, until }: Approval): string {
  const { port, protocol, namespace, service } = target;
  const lines = [
    `- ports: ${JSON.stringify(String(port))}`,
    `  protocol: ${protocol}`,
    ...(kind === "Service" && service !== "" ? [`  service: ${JSON.stringify(`${namespace}/${service}`)}`] : []),
    ...(owner === "" ? [] : [`  owner: ${JSON.stringify(owner)}`]),
    `  because: ${JSON.stringify(because)}`,
    ...(until === "" ? [] : [`  until: ${JSON.stringify(until)}`]),
  ];
  return lines.join("\n");
}

function save(item: QueueItem): CommandStep[] {
  const get = kubectl(item, "get");
  // With the version that it has now, it could not be put back once it is changed.
  const plain = "grep -v '^  resourceVersion:'";
  return get === null ? [] : [{ text: words.save, code: `${get} -o yaml | ${plain} > ${shellQuote(fileOf(item))}` }];
}

const fileOf = ({ target: { namespace, service } }: QueueItem) => `${namespace || "default"}-${service}.yaml`;

function closing(item: QueueItem): CommandStep[] {
  const patch = (spec: object) => `${kubectl(item, "patch")} -p '${JSON.stringify({ spec })}'`;
  const remove = { text: words.deleteService, code: kubectl(item, "delete") };
  switch (item.via) {
    case "LoadBalancer":
      return [{ text: words.loadBalancer, code: patch({ allocateLoadBalancerNodePorts: false }) }, remove];
    case "healthCheckNodePort":
      return [{ text: words.healthCheck, code: patch({ externalTrafficPolicy: "Cluster" }) }, remove];
    case "hostPort":
      return [{ text: words.hostPort(objectOf(item)), code: kubectl(item, "edit") }];
    case "hostNetwork":
      return [{ text: words.hostNetwork(objectOf(item)), code: kubectl(item, "edit") }];
    default:
      return [{ text: words.closeNodePort, code: patch({ type: "ClusterIP" }) }, remove];
  }
}

/** How a node port is closed, the object saved before, and how that is undone. */
export function removeCommands(item: QueueItem): { run: CommandStep[]; undo: CommandStep } {
  const { port, protocol } = item.target;
  if (item.via === "undeclared" || kubectl(item, "get") === null) {
    const look = `sudo ss -l${protocol === "UDP" ? "u" : "t"}np 'sport = :${port}'\nsudo iptables-save -t nat | grep -w ${port}`;
    return { run: [{ text: words.undeclared, code: look }], undo: { text: words.undoNone, code: null } };
  }
  const where = item.context === null ? "" : ` --context ${shellQuote(item.context)}`;
  const undo = `kubectl${where} apply -f ${shellQuote(fileOf(item))}`;
  return { run: [...save(item), ...closing(item)], undo: { text: words.undoApply, code: undo } };
}
