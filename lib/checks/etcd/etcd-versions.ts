export interface EtcdVersion {
  minor: number;
  patch: number;
  /** "-k3s1-20260227": whatever follows the patch and is not upstream's image revision "-0". */
  suffix: string;
}

/** Reads "3.5.30", "v3.6.7-k3s1-20260227" or "3.6.6-0"; null for what is no version of etcd 3. */
export function parseEtcdVersion(version: string | null | undefined): EtcdVersion | null {
  const match = /^v?3\.(\d{1,2})\.(\d{1,3})(.*)$/.exec(version ?? "");
  if (!match) return null;
  const suffix = match[3] ?? "";
  return { minor: Number(match[1]), patch: Number(match[2]), suffix: /^-\d+$/.test(suffix) ? "" : suffix };
}

/** The version in an image's tag: "registry.k8s.io/etcd:3.6.6-0"; null for a digest alone or another scheme. */
export function versionOfImage(image: string | null): string | null {
  return /:(v?3\.\d+\.\d+[\w.-]*)(@|$)/.exec(image ?? "")?.[1] ?? null;
}

export interface EtcdFlaw {
  id: string;
  /** In etcd-io/etcd; null where none could be found. */
  advisory: string | null;
  flaw: string;
  /** First fixed patch of each affected minor of etcd 3; every older minor is affected and was never fixed. */
  fixedIn: Record<number, number>;
  /** True where of older minors it is not known when they were fixed: those are not judged by it. */
  onlyListed?: boolean;
}

/**
 * Flaws in etcd's own authorisation. Sources: the advisories of etcd-io/etcd by their GHSA ids, and the CVE records.
 * The API server does its own authorisation and uses none of this.
 */
export const etcdFlaws: readonly EtcdFlaw[] = [
  {
    id: "CVE-2026-73499",
    advisory: "GHSA-xg4h-6gfc-h4m8",
    flaw: "a watch reads every key after the one that was granted",
    fixedIn: { 5: 33, 6: 14, 7: 1 },
  },
  {
    id: "CVE-2026-44283",
    advisory: "GHSA-x35m-3gp4-4fh5",
    flaw: "puts nested in a transaction read and lease without the right to",
    fixedIn: { 4: 44, 5: 30, 6: 11 },
  },
  {
    id: "CVE-2026-33413",
    advisory: "GHSA-q8m4-xhhv-38mg",
    flaw: "member list, alarms, leases and compaction ask for no right",
    fixedIn: { 4: 42, 5: 28, 6: 9 },
  },
  {
    id: "CVE-2026-33343",
    advisory: "GHSA-rfx7-8w68-q57q",
    flaw: "nested transactions reach every key",
    fixedIn: { 4: 42, 5: 28, 6: 9 },
  },
  {
    id: "CVE-2021-28235",
    advisory: null,
    flaw: "debug output gives away what raises rights",
    fixedIn: { 5: 8 },
    onlyListed: true,
  },
];

/** Support for 3.4 ended with 3.4.45 on 2026-06-01 (etcd blog); older minors had ended before. */
export const lastUnmaintainedMinor = 4;

export function isAffected({ fixedIn, onlyListed }: EtcdFlaw, { minor, patch }: EtcdVersion): boolean {
  const fixed = fixedIn[minor];
  if (fixed !== undefined) return patch < fixed;
  return !onlyListed && minor < Math.min(...Object.keys(fixedIn).map(Number));
}
