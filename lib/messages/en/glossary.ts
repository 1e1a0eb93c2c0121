export const glossary = {
  title: "Glossary",
  lead: (terms: number) => `${terms} words of this product and of Kubernetes, as they are meant here`,
  why: "Why it matters",
  source: "Explained by its makers",
  groups: {
    looking: "Looking",
    judging: "Judging",
    deciding: "Deciding",
    node: "The node",
    "control-plane": "The control plane",
    opening: "What opens ports",
  },
  terms: {
    vantage: {
      term: "Vantage",
      is: "The place from which a probe is made: the internet, another network, a pod, the node network, the control plane, or the node itself.",
      why: "The same port can be open from one place and filtered from another; severity follows the widest place that reaches it.",
    },
    "vantage-internet": {
      term: "Vantage: internet",
      is: "A scanner that stands outside of every network of yours, as anybody does.",
      why: "What is open from here is open to everyone who scans the internet, and somebody always does.",
    },
    "vantage-other-network": {
      term: "Vantage: other network",
      is: "A scanner in another network that is routed here: an office, a VPN, another VPC.",
      why: "A stolen laptop or a neighbour's compromised server stands here.",
    },
    "vantage-pod": {
      term: "Vantage: pod",
      is: "A scanner in an ordinary pod of the cluster.",
      why: "Whoever breaks into one application stands here, and node ports are often left open to pods.",
    },
    "vantage-worker-node": {
      term: "Vantage: node network",
      is: "A scanner beside the nodes, in their network.",
      why: "A compromised node or virtual machine stands here; it is also where a scanner stands unless somebody says otherwise.",
    },
    "vantage-control-plane": {
      term: "Vantage: control plane",
      is: "A scanner on a node of the control plane.",
      why: "Much is meant to be reachable from here and from nowhere else: etcd, the kubelet.",
    },
    "vantage-node-local": {
      term: "Vantage: node itself",
      is: "What processes on the node reach on its loopback address.",
      why: "Pods on the host's network stand here; what listens on 127.0.0.1 is open to them.",
    },
    exposure: {
      term: "Exposure",
      is: "One port at one address, as it is known from one vantage: open, closed, filtered or not known.",
      why: "Exposures are what is there; findings are what is wrong with it.",
    },
    open: {
      term: "Open",
      is: "Something accepts connections.",
      why: "Whoever can connect can try what the program behind it allows, and its next vulnerability.",
    },
    closed: {
      term: "Closed",
      is: "The host answered that nobody listens there.",
      why: "It proves that the packets arrive: as soon as something listens, it is open.",
    },
    filtered: {
      term: "Filtered",
      is: "No answer came: a firewall or a policy drops the packets on the way.",
      why: "It is not the same as closed: from another vantage the same port may well be open.",
    },
    "open-filtered": {
      term: "Open or filtered",
      is: "UDP that stayed silent: open and without anything to say, or dropped on the way.",
      why: "Silence proves neither; only an answer in the program's own protocol does.",
    },
    coverage: {
      term: "Coverage",
      is: "How much of what is known was looked at: nodes, ports, judgements that could be made.",
      why: "No findings on three of two hundred nodes is no good news.",
    },
    check: {
      term: "Check",
      is: "One question with its rule of severity, its proof and its fix: is the read-only port of this kubelet open?",
      why: "Every finding is the answer of a check that can be read and disputed.",
    },
    finding: {
      term: "Finding",
      is: "A check that failed for one subject: a node, a Service, a port of it. It stays the same finding over scans, renames and restarts.",
      why: "What was decided about it is never lost by the next scan.",
    },
    verdict: {
      term: "Verdict",
      is: "What a check answers: fail, pass, unknown or not applicable.",
      why: "Only what was looked at and found as wanted is a pass.",
    },
    unknown: {
      term: "Unknown",
      is: "It could not be checked: a permission is missing, packets were dropped, or a probe broke. It says what is missing.",
      why: "Unknown is never counted as a pass; what nobody could see may be what is wrong.",
    },
    "not-applicable": {
      term: "Not applicable",
      is: "The question does not arise: a provider runs the control plane, or the component is not there.",
      why: "It is neither good nor bad, and in no score.",
    },
    "severity-rule": {
      term: "Severity rule",
      is: "How a check comes to its severity: mostly by the widest vantage that reaches the port, and by what is behind it.",
      why: "The same open port is critical from the internet and may be fine from the control plane.",
    },
    evidence: {
      term: "Evidence",
      is: "What was sent and what came back, with time and vantage, without secrets; it can be repeated by hand.",
      why: "A finding without proof is an opinion.",
    },
    fingerprint: {
      term: "Fingerprint",
      is: "What makes a finding the same one tomorrow: the cluster's and the subject's identifiers, the check and the port. Of a program, what its answers give it away by.",
      why: "Names and addresses are used again; identifiers are not.",
    },
    recheck: {
      term: "Re-check",
      is: "One subject is probed again now, without a whole scan.",
      why: "It proves in seconds that a fix worked, or that it did not.",
    },
    acceptance: {
      term: "Acceptance",
      is: "A decision to live with a risk, with a reason, by somebody, until a day: 90 days unless another is given.",
      why: "A scan still counts it as a fail; it comes back by itself when the acceptance ends.",
    },
    "conditional-acceptance": {
      term: "Conditional acceptance",
      is: "An acceptance that is void as soon as a named vantage reaches the port, or as soon as the evidence changes.",
      why: "“Fine as long as only pods reach it” is a sentence that a scan can hold somebody to.",
    },
    "false-positive": {
      term: "False positive",
      is: "A finding that somebody shows to be none, with what proves it.",
      why: "It is kept with its proof, so that it can be looked at again when the evidence changes.",
    },
    sla: {
      term: "Due date (SLA)",
      is: "The day by which a finding should be repaired, by its severity and since when it fails.",
      why: "Old criticals say more about a team than many new ones.",
    },
    baseline: {
      term: "Baseline of expected ports",
      is: "The list of ports that are meant to be open on a cluster, by role and distribution of the nodes, each with its reason.",
      why: "What is open and not in it is drift, and a finding within one scan.",
    },
    "nodeport-approval": {
      term: "NodePort approval",
      is: "The annotation breakwater.dev/nodeport-approved on a Service: “owner: reason”, with a last day where it ends.",
      why: "Whether an open port is wanted is known to its owner; the approval goes with the manifest and with the Service.",
    },
    forgotten: {
      term: "Forgotten NodePort",
      is: "One that looks like a leftover: made by hand, named like a test, without ready endpoints, without its Service, or old and approved by nobody.",
      why: "Temporary exposure that outlives the bug hunt is the most common way an internal service becomes public.",
    },
    kubelet: {
      term: "Kubelet",
      is: "The agent on every node that starts containers. Its API on port 10250 lists pods, reads logs and runs commands in containers.",
      why: "Whoever may use it owns every container of the node, and the secrets in them.",
    },
    "read-only-port": {
      term: "Read-only port",
      is: "The kubelet's old port 10255: the same lists of pods and metrics, over plain HTTP, asking nobody who they are.",
      why: "It gives away images, names, environment and addresses; nothing current needs it.",
    },
    "anonymous-auth": {
      term: "Anonymous authentication",
      is: "Callers without credentials are let in as system:anonymous instead of being refused.",
      why: "Together with weak authorization it is the whole node for everybody who reaches the port.",
    },
    "webhook-authorization": {
      term: "Webhook authorization",
      is: "The kubelet asks the API server whether a caller may do what it asks, instead of allowing everything (AlwaysAllow).",
      why: "With AlwaysAllow every certificate of the cluster may run commands in every container.",
    },
    "nodes-proxy": {
      term: "nodes/proxy",
      is: "The right in RBAC to reach the kubelet's API through the API server or directly.",
      why: "It allows to run commands in any pod of a node, past admission and mostly past the audit log.",
    },
    "serving-certificate": {
      term: "Serving certificate",
      is: "What a kubelet shows to those who connect to it; signed by the cluster's authority, or by itself.",
      why: "Who cannot verify it hands tokens to whoever answers first.",
    },
    "static-pod": {
      term: "Static pod",
      is: "A pod that the kubelet starts from a file on the node; the control plane mostly runs so.",
      why: "Its flags are changed in that file on the node and not through the API.",
    },
    "kube-proxy": {
      term: "kube-proxy",
      is: "The program on each node that leads connections to Services, and so opens every NodePort. Some networks replace it.",
      why: "It opens node ports on all addresses of the node unless it is told which.",
    },
    "api-server": {
      term: "API server",
      is: "The front door of the cluster, mostly on port 6443: everything else is asked and changed through it.",
      why: "It is made to be reached; who needs to reach it from where is the question.",
    },
    etcd: {
      term: "etcd",
      is: "The database in which the cluster's whole state lies, all Secrets among it.",
      why: "Whoever reads or writes it is above every permission of Kubernetes.",
    },
    "etcd-client": {
      term: "etcd client port",
      is: "Port 2379, over which the API server reads and writes.",
      why: "Only the API server has business there, with a certificate of etcd's own authority.",
    },
    "etcd-peer": {
      term: "etcd peer port",
      is: "Port 2380, over which the members of etcd talk among themselves.",
      why: "Who may speak there as a member gets a copy of everything.",
    },
    "controller-manager": {
      term: "Controller manager and scheduler",
      is: "The parts of the control plane that act by themselves; their ports 10257 and 10259 serve health and metrics.",
      why: "Nobody but monitoring needs them, and profiling data tells about the inside.",
    },
    "node-port": {
      term: "NodePort",
      is: "A port from 30000 to 32767 that a Service opens on every node, whether or not its pods run there.",
      why: "One line in a manifest opens a port on all nodes, past the ingress and its authentication.",
    },
    "health-check-node-port": {
      term: "Health-check node port",
      is: "A port that a Service with external traffic policy Local opens, so that load balancers see which nodes have a pod.",
      why: "It tells names of Services and how many endpoints are there to anybody who asks.",
    },
    "host-port": {
      term: "hostPort",
      is: "A port of the node that a pod takes for itself.",
      why: "It is open wherever the pod runs, and no list of Services shows it.",
    },
    "host-network": {
      term: "Host network",
      is: "The pod uses the node's network as if it were a process of the node.",
      why: "Everything it listens on is a port of the node, network policies mostly do not hold it, and loopback is open to it.",
    },
    "load-balancer": {
      term: "Load balancer",
      is: "A Service with an address outside of the cluster. Unless it is told otherwise it opens node ports as well.",
      why: "Then the same program can be reached past the load balancer and its rules.",
    },
    "external-traffic-policy": {
      term: "External traffic policy",
      is: "Cluster: every node passes connections on, and the caller's address is lost. Local: only nodes with a pod answer, and the address is kept.",
      why: "It decides whether a rule or a log can tell callers apart.",
    },
    endpoints: {
      term: "Ready endpoints",
      is: "Pods, or addresses written by hand, that stand ready behind a Service.",
      why: "A node port without any answers nobody now and opens again with the next pod that fits its selector.",
    },
    "network-policy": {
      term: "Network policy",
      is: "Rules about which pods may talk to which, held by the pod network, if it holds them at all.",
      why: "Without one every pod reaches every other and most ports of the nodes.",
    },
    "pod-security": {
      term: "Pod Security",
      is: "Levels (privileged, baseline, restricted) that a namespace admits pods by; baseline forbids host network and host ports.",
      why: "It is the guardrail that keeps a manifest from opening a port of the node.",
    },
  },
} as const;
