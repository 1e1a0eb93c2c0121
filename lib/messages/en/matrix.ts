import { count, number } from "./plural.ts";

const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 2 });
const list = new Intl.ListFormat("en");

export const matrix = {
  views: { label: "View of the nodes", matrix: "Matrix", table: "Table" },
  label: "Nodes by classes of ports",
  lead: (coverage: string, vantages: readonly string[]) =>
    vantages.length > 0 ? `${coverage}; looked at from ${list.format(vantages)}.` : `${coverage}.`,
  node: "Node",
  classes: {
    kubelet: "Kubelet",
    "read-only": "Read-only",
    etcd: "etcd",
    "api-server": "API server",
    "control-plane": "Control plane",
    "node-port": "NodePort",
    other: "Other",
  },
  classMeaning: {
    kubelet: "10250 and 10248, the kubelet's own ports",
    "read-only": "10255 and 4194, which serve anyone who asks; the overview counts them with the kubelet",
    etcd: "2379 to 2381 and 4001",
    "api-server": "6443, 443, 8443 and others that serve the API",
    "control-plane": "10257, 10259 and others of the control plane",
    "node-port": "30000 to 32767",
    other: "every other port that was looked at",
  },
  /** Over a column: on how many of the nodes that were looked at a port is open. */
  reachable: (open: number) => number(open),
  /** The same where there is little room: `5.4K`. */
  reachableShort: (open: number) => short.format(open),
  ofNodes: (nodes: number) => `of ${number(nodes)}`,
  columnWords: (name: string, open: number, nodes: number) =>
    `${name}: open on ${number(open)} of ${count(nodes, "node")}`,
  unreachable: "Not checked",
  unreachableMeaning: "The last scan did not check this node; nothing about it counts as passed.",
  notLooked: "not looked at",
  cell: {
    name: (node: string, name: string) => `${node}, ${name}`,
    from: (state: string, vantages: readonly string[]) => `${state} from ${list.format(vantages)}`,
    notLooked: "not looked at",
    worst: (severity: string) => `worst ${severity}`,
    findings: (value: number) => count(value, "finding"),
    noFinding: "no finding",
  },
  state: { open: "open", filtered: "filtered", closed: "closed", unknown: "not known" },
  card: {
    label: "Findings of this cell",
    loading: "Reading the findings…",
    broken: "The findings could not be read.",
    more: (value: number) => `and ${count(value, "more finding")} on the node's page`,
    hint: "Enter opens the proof, Space goes through this list, Escape closes it.",
    port: (port: number) => `Port ${port} through time`,
  },
  group: {
    label: "Group by",
    none: "No groups",
    role: "Role",
    distribution: "Distribution",
    zone: "Zone",
    posture: "Worst finding",
    nodes: (value: number) => count(value, "node"),
    noZone: "No zone",
    noFinding: "No finding",
  },
  sort: { label: "Sort by", worst: "Worst first", name: "Name", ports: "Open ports", zone: "Zone" },
  roles: { "control-plane": "Control plane", worker: "Worker" },
  filters: {
    label: "Filter the matrix",
    q: "Name, address or role; worker-* as a pattern",
    cluster: "Cluster",
    role: "Role",
    distribution: "Distribution",
    zone: "Zone",
    reachable: "Reachable",
    vantage: "From",
    worst: "Worst finding",
    any: (name: string) => `${name}: any`,
    is: (name: string, value: string) => `${name}: ${value}`,
    apply: "Apply",
    clear: "Clear the filter",
    kubeletAll: "Kubelet, read-only included",
    words: "the words",
    more: "More filters",
    fewer: "Fewer filters",
  },
  matching: (shown: number, all: number) =>
    shown === all ? count(all, "node") : `${number(shown)} of ${count(all, "node")}`,
  limited: (drawn: number, all: number) =>
    `The first ${number(drawn)} of ${count(all, "node")} by name are drawn; choose a cluster to see the rest.`,
  legend: {
    title: "How to read it",
    vantages: "A cell has a square for each place that was looked from, widest first:",
    states: "A square says by its fill what is the most open port of its class from there:",
    open: "solid: open",
    filtered: "hatched: filtered, no answer; “open or filtered” of UDP counts here",
    closed: "outline: closed",
    unknown: "dashed: looked at, not known",
    none: "dot: not looked at from there",
    worst: "The shape over it is the worst open finding:",
    short: { open: "open", filtered: "filtered", closed: "closed", unknown: "not known", none: "not looked at" },
  },
  empty: {
    none: "No nodes yet",
    noneDetail: "The matrix fills with the first scan of a cluster.",
    ofCluster: "This cluster has no node yet: it was never scanned, or its nodes could not be listed.",
    scans: "Go to scans",
    clusters: "Add a cluster",
    nothing: "No node matches",
    excludes: (name: string, left: number) =>
      left > 0
        ? `${name} excludes the most: without it ${count(left, "node")} would be shown.`
        : "No single filter is the reason: only without several of them nodes would be shown.",
    without: (name: string) => `Without ${name}`,
  },
  broken: "The rest of the matrix could not be read",
  retry: "Try again",
  partOfPrint: (printed: number, all: number) =>
    `The first ${number(printed)} of ${number(all)} lines are printed. The table and the API list all of them.`,
} as const;
