import { importFormats } from "../domain/imported.ts";
import { scanProfiles } from "../domain/scan-report.ts";
import { severities } from "../domain/severity.ts";
import { vantageKinds } from "../domain/vantage.ts";
import { exports } from "../exports/index.ts";

export const helpText = `breakwater scan [what] [how] [report]
breakwater import --check FILE[:NODE]   (see: breakwater import --help)
breakwater replay                       (see: breakwater replay --help)

What to look at (one of; default: $KUBECONFIG, then ~/.kube/config)
  --kubeconfig FILE          cluster of this kubeconfig
  --context NAME             context in it (default: its current one)
  --in-cluster               the cluster this process runs in
  --targets FILE             inventory: a host, address or CIDR a line
  ADDRESS[/CIDR]...          the same, as arguments

How
  --vantage KIND             where this machine stands: ${vantageKinds.join(", ")}
                             (default: $BREAKWATER_VANTAGE, else worker-node)
  --profile PROFILE          ${scanProfiles.join(", ")} (default: standard)
  --ports LIST               only these, e.g. 22,10250,30000-32767
  --rate N                   connections a second at most
  --authorization-proofs     prove exec rights with names that cannot exist (your own clusters only)
  --metadata-endpoint ADDR:PORT
                             ask the cloud's metadata service as a pod does, e.g. 169.254.169.254:80
  --baseline FILE            YAML of the expected ports; an open port beside them is a finding
  --import FILE[:NODE]       join what another tool saw (${importFormats.join(", ")}); may be
                             given again; NODE is where kube-bench ran
  --import-vantage KIND      where nmap or naabu stood (default: as --vantage)

Report
  --format FORMAT            ${exports.map((entry) => entry.id).join(", ")} (default: table)
  --output FILE              instead of standard output
  --fail-on SEVERITY         exit 1 for findings at or above: ${severities.join(", ")}
  --fail-coverage-below N    exit 3 when fewer than N percent of the nodes were checked

Exit status: 0 nothing at or above --fail-on; 1 findings at or above it; 2 usage or configuration;
3 the scan could not be completed or coverage fell short.
`;

export const importHelpText = `breakwater import --check FILE[:NODE]

Says what a file of another tool would become, or on which line it is wrong. Nothing is kept: files are
kept by the page "Imports" or by POST /api/v1/imports, and joined into one scan by breakwater scan --import.

  --check                    required
  --format FORMAT            ${importFormats.join(", ")} (default: recognised)

Exit status: 0 the file is well formed; 2 it is not, or it cannot be read.
`;

export const replayHelpText = `breakwater replay [options]

Judges the evidence of past scans again by the checks of this version, oldest first, and says what they would
have judged otherwise. How each cluster would have stood is kept as a series beside what was judged then, so
that trends can be drawn by either rules. Findings, their events and verdicts are never changed.

It reads the database of DATABASE_URL, or the embedded one that runs in BREAKWATER_DATA_DIR (default: .breakwater).
Evidence is kept for as long as the policy of the page "Retention" says (default: 30 days).

  --cluster NAME             only this cluster (default: all)
  --since DATE               only scans from this day (UTC) or instant on
  --check ID                 tell only of this check; may be given again. The series is always of all checks
  --format FORMAT            table, json (default: table)
  --dry-run                  tell, and keep nothing

Exit status: 0 all of it was judged again; 2 usage or configuration; 3 the database was out of reach, or evidence
of some scans could not be judged again.
`;
