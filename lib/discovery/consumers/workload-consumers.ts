import type { V1Container } from "@kubernetes/client-node";
import type { Consumer, Door, Workload } from "../../domain/workload.ts";
import { cleanText } from "../clean-text.ts";
import { doorsIn } from "./door-rules.ts";
import { programOf } from "./program-names.ts";

/** Programs that ask every kubelet without being told to. */
const askKubelets = new Set(["metrics-server", "datadog-agent", "heapster"]);
/** Only names that speak of a kubelet, and only numbers and truth values of them, are ever looked at. */
const telling = /KUBELET|READ_ONLY_PORT/i;
const harmless = /^(?:\d{1,5}|true|false)$/i;
const maximumOfObject = 20;

/** Doors that a workload walks through, by its arguments and by its environment. */
export function workloadConsumers(workload: Workload, containers: readonly V1Container[]): Consumer[] {
  const { kind, namespace, name, uid } = workload;
  const found = containers.flatMap((container): Consumer[] => {
    const program = programOf(container.image ?? "", container.name);
    const through = ({ door, where }: { door: Door; where: string }): Consumer => {
      return { kind, namespace, name, uid, door, program, where: cleanText(`container ${container.name}: ${where}`) };
    };
    const seen = [...fromArguments(container), ...fromEnvironment(container)].map(through);
    const known = program !== null && askKubelets.has(program) && seen.every(({ door }) => door !== "kubelet-api");
    return known ? [...seen, through({ door: "kubelet-api", where: `${program} asks every kubelet` })] : seen;
  });
  return found.slice(0, maximumOfObject);
}

function fromArguments({ command = [], args = [] }: V1Container): { door: Door; where: string }[] {
  const words = [...command, ...args];
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    const joined = /^--?[\w-]+$/.test(word) && next !== undefined && !next.startsWith("-") ? `${word}=${next}` : word;
    if (/^--?[\w-]*(?:addr|web\.|initial-cluster)/.test(joined)) return [];
    const flag = /^--?[\w.-]+/.exec(word)?.[0];
    // A number is shown with its flag; of any other value only the piece that tells.
    const isNumber = /^--?[\w.-]+=\d{1,5}$/.test(joined);
    const whereOf = (token: string) =>
      isNumber ? joined : flag && !token.includes(flag) ? `${flag}: ${token}` : token;
    const skips = /kubelet/i.test(word) && /[?&]insecure=true/.test(word);
    return [
      ...doorsIn(joined).map(({ door, token }) => ({ door, where: whereOf(token) })),
      ...(skips ? [{ door: "kubelet-insecure-tls" as const, where: `${flag ?? "argument"}: insecure=true` }] : []),
    ];
  });
}

function fromEnvironment({ env = [] }: V1Container): { door: Door; where: string }[] {
  return env.flatMap(({ name, value }) => {
    if (value === undefined || !telling.test(name) || !harmless.test(value)) return [];
    const line = `${name}=${value}`;
    const skips = /INSECURE|SKIP_VERIFY/i.test(name) && /^true$/i.test(value);
    const doors = doorsIn(line).map(({ door }) => door);
    if (skips) doors.push("kubelet-insecure-tls");
    return [...new Set(doors)].map((door) => ({ door, where: line }));
  });
}
