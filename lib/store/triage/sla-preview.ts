import { type Severity, severities } from "../../domain/severity.ts";
import type { SlaDays } from "../../domain/triage.ts";
import type { SlaPreview } from "../../domain/views/triage-view.ts";
import { query } from "../client.ts";

interface Row {
  severity: Severity;
  open: number;
  now: number;
  later: number;
  become: number;
}

/**
 * What other days would do to the findings that go by them, those of one cluster or with "" of all that have no days of
 * their own; nothing is changed. Null takes a cluster's own days away.
 */
export async function previewSlaPolicy(clusterId: string, days: SlaDays | null, now = new Date()): Promise<SlaPreview> {
  const asked = JSON.stringify(severities.map((severity) => ({ severity, days: days?.[severity] ?? null })));
  const rows = await query(
    (database) => database.$queryRaw<Row[]>`
      with "Wanted" as (
        select w."severity", case when ${days === null} then p."days" else w."days" end as "days"
        from jsonb_to_recordset(${asked}::text::jsonb) as w("severity" text, "days" int)
          left join "SlaPolicy" p on p."clusterId" = '' and p."severity" = w."severity"),
      "Dated" as (
        select f."severity", coalesce(f."dueAt" <= ${now}::timestamptz, false) as "late",
          coalesce(coalesce(f."dueOverride", f."failingSince" + make_interval(days => w."days")) <= ${now}::timestamptz, false) as "willBe"
        from "Finding" f join "Wanted" w on w."severity" = f."severity"
        where f."state" in ('open', 'acknowledged') and (f."clusterId" = ${clusterId} or (${clusterId} = ''
          and not exists (select from "SlaPolicy" o where o."clusterId" = f."clusterId"))))
      select "severity", count(*)::int as "open", (count(*) filter (where "late"))::int as "now",
        (count(*) filter (where "willBe"))::int as "later", (count(*) filter (where "willBe" and not "late"))::int as "become"
      from "Dated" group by "severity"`,
  );
  const none = { open: 0, now: 0, later: 0, become: 0 };
  return {
    severities: severities.map((severity) => rows.find((row) => row.severity === severity) ?? { severity, ...none }),
  };
}
