const dayMs = 86_400_000;
/** The door for the season's kiosks: it ends within what the page calls soon. */
const kioskDays = 11;

const day = (time: Date) => time.toISOString().slice(0, 10);

const head = (
  cluster: string,
) => `# What is meant to be open on ${cluster}. Reviewed like code: who opens a port adds it here.
apiVersion: breakwater.dev/v1
kind: PortBaseline
cluster: ${cluster}
expected:
`;

/** Without an owner a port is expected and not approved: the checks of node ports and host ports go on asking. */
const harbor = (kioskUntil: string) => `  # The control plane, to which every node talks.
  - ports: 6443
    nodes: { role: control-plane }
    owner: platform
    because: API server; every kubelet and every client needs it
  - ports: 2379-2381
    nodes: { role: control-plane }
    owner: platform
    because: etcd, its peers and its metrics
  - ports: 8133-8134
    nodes: { role: control-plane }
    owner: platform
    because: konnectivity, which the agents of the pods dial
  # Every node. 10255 is not among them on purpose.
  - ports: 10248-10250
    owner: platform
    because: kubelet, and metrics of kube-proxy
  - ports: 10256
    owner: platform
    because: health of kube-proxy, which load balancers ask for
  # Machines with something of their own.
  - ports: 25000
    nodes: { name: harbor-worker-6 }
    because: cluster agent of the edge appliance
  - ports: 9100
    nodes: { role: worker }
    because: node exporter
  - ports: 6782-6783
    nodes: { name: harbor-worker-7 }
    because: Weave, until the last pod has left it
  - ports: 24224
    nodes: { role: worker }
    because: log relay
  - ports: 31999
    nodes: { name: harbor-worker-7 }
    because: health check of the load balancer's agent
  # Node ports, each by its Service.
  - { ports: 30025, service: mail/relay, because: mail of the machines outside }
  - { ports: 30053, protocol: UDP, service: data/resolver, because: names for the warehouse }
  - { ports: 30080, service: payments/ledger-ui, because: the ledger for the auditors }
  - { ports: 30081, service: web/storefront-redirect, owner: web, because: redirects to the shop }
  - { ports: 30300, service: monitoring/dashboards, because: dashboards on the wall }
  - { ports: 30443, service: web/storefront, owner: web, because: the shop }
  - { ports: 30809, service: web/kiosk, owner: web, because: kiosks of the season, until: ${kioskUntil} }
  - { ports: 31379, service: data/sessions, because: sessions of the shop's second site }
  - { ports: 32555, service: payments/debug-tmp, because: debugging of the payments release }
`;

/**
 * What the demo's main cluster is meant to have open, as somebody saved it before its past begins: what a proposal would
 * hold, in a person's words. A port that is dangerous by being open at all is not in it, and is drift; one that is wanted
 * and badly kept (the kubelet's, etcd's of the control plane) is. null for other clusters.
 */
export function demoBaseline(cluster: string, daysOfPast: number, now: Date) {
  if (cluster !== "harbor") return null;
  return {
    yaml: head(cluster) + harbor(day(new Date(now.getTime() + kioskDays * dayMs))),
    note: "What we found and want, before the first scan",
    by: "Platform team",
    at: new Date(now.getTime() - (daysOfPast + 1) * dayMs),
  };
}
