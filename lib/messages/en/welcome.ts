import { count, number } from "./plural.ts";

export const welcome = {
  title: "From nothing to the first finding",
  lead: "Choose what to look at. Breakwater says what a scan costs before the first packet, and shows it live.",
  demo: {
    title: "Look at the demo fleet",
    detail:
      "Servers on this machine that behave like misconfigured clusters. No packet leaves it, and one button takes all of it away again.",
    start: "Start the demo fleet",
    minutes: "First finding in about a minute.",
    alone: "This web server runs alone, so it cannot start servers. On the machine where it runs:",
    steps: {
      asked: "Waiting for the command that started Breakwater",
      starting: "Starting the servers",
      scanning: "Asking for the first scan",
      ready: "The first scan runs",
      failed: "The demo fleet did not start",
    },
    nodes: (nodes: number) => `${count(nodes, "node")} stand and answer.`,
    again: "Try again",
    watch: "Watch the first scan",
    pollFailed: (why: string) => `It cannot be followed: ${why}`,
  },
  cluster: {
    title: "Add your cluster",
    detail: "By a kubeconfig, pasted or as a file, or from inside the cluster. Its credential is encrypted.",
    go: "Add by kubeconfig",
    inside: "From inside the cluster",
  },
  addresses: {
    title: "Scan addresses",
    detail: "A list of addresses, names or CIDRs, without any access to Kubernetes: only what answers on the network.",
    go: "Give addresses",
  },
  found: {
    title: "Open now, worst first",
    all: (value: number) => `All ${number(value)}`,
    none: "Nothing is open in this cluster.",
  },
  steps: {
    label: "What happens",
    connect: "Connect",
    connectDetail: "Every step of the connection is tried and what is missing is said.",
    budget: "Budget",
    budgetDetail: "How many connections, how many at a time, how long: before anything is sent.",
    scan: "Scan",
    scanDetail: "Live, node by node. Stop it at any time; what is finished is kept, and the rest can be resumed.",
    finding: "First finding",
    findingDetail: "With its proof, the fix for your distribution, and a re-check that closes it.",
  },
} as const;
