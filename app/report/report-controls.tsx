import { FilterCluster } from "../../components/filter-fields.tsx";
import { FilterForm } from "../../components/filter-form.tsx";
import { Button, LinkButton } from "../../components/ui/button.tsx";
import { Field, Input } from "../../components/ui/field.tsx";
import * as t from "../../lib/messages/index.ts";
import { reportHref } from "../trends/trend-links.ts";
import { addMonths } from "./report-month.ts";

const words = t.report.form;

interface Props {
  /** As it is shown, or as it was typed. */
  month: string;
  error?: string;
  /** The newest month there is. */
  latest: string;
  clusters: { id: string; name: string }[];
  cluster: string | undefined;
}

/** Which month, of what; not on paper. */
export function ReportControls({ month, error, latest, clusters, cluster }: Props) {
  return (
    <div className="mb-6 flex flex-wrap items-start gap-3 print:hidden">
      <FilterForm action="/report" label={words.label} className="flex flex-wrap items-start gap-2">
        <Field id="report-month" label={words.month} error={error}>
          <Input
            key={month}
            // A text field where the value fits no month: a month field would drop what was typed.
            type={error ? "text" : "month"}
            id="report-month"
            name="month"
            defaultValue={month}
            className="w-44"
            {...(error ? { "aria-invalid": true, "aria-describedby": "report-month-error" } : {})}
          />
        </Field>
        <FilterCluster clusters={clusters} value={cluster} words={words} className="w-auto max-w-60 sm:mt-6" />
        <Button type="submit" className="sm:mt-6">
          {words.apply}
        </Button>
      </FilterForm>
      {error ? null : (
        <div className="flex gap-2 sm:mt-6">
          <LinkButton variant="quiet" href={reportHref(addMonths(month, -1), cluster)}>
            {words.earlier}
          </LinkButton>
          {month < latest ? (
            <LinkButton variant="quiet" href={reportHref(addMonths(month, 1), cluster)}>
              {words.later}
            </LinkButton>
          ) : null}
        </div>
      )}
    </div>
  );
}
