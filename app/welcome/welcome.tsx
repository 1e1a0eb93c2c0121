import { Boxes, Network, Ship } from "lucide-react";
import type { ReactNode } from "react";
import { Page } from "../../components/frame/page.tsx";
import { LinkButton } from "../../components/ui/button.tsx";
import { Link } from "../../components/ui/link.tsx";
import type { DemoFleetState } from "../../lib/domain/views/demo-view.ts";
import * as t from "../../lib/messages/index.ts";
import { DemoStart } from "./demo-start-slot.tsx";

const words = t.welcome;

function Way({
  icon,
  title,
  detail,
  children,
}: {
  icon: ReactNode;
  title: string;
  detail: string;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-3 border-t-2 border-line-strong pt-4">
      <h2 className="flex items-center gap-2 text-base font-semibold">
        {icon}
        {title}
      </h2>
      <p className="max-w-prose text-sm text-ink-2 lg:min-h-16">{detail}</p>
      <div className="grid justify-items-start gap-2">{children}</div>
    </section>
  );
}

const steps = ["connect", "budget", "scan", "finding"] as const;

/** An empty product: three ways to the first finding, and what happens on each. */
export function Welcome({ demo, crumb }: { demo: DemoFleetState; crumb: string }) {
  return (
    <Page crumbs={[{ label: crumb }]} title={words.title} lead={words.lead}>
      <div className="grid gap-8 lg:grid-cols-3">
        <Way
          icon={<Ship aria-hidden className="size-5 text-ink-2" />}
          title={words.demo.title}
          detail={words.demo.detail}
        >
          <DemoStart initial={demo} />
        </Way>
        <Way
          icon={<Boxes aria-hidden className="size-5 text-ink-2" />}
          title={words.cluster.title}
          detail={words.cluster.detail}
        >
          <LinkButton href="/clusters/new?source=kubeconfig">{words.cluster.go}</LinkButton>
          <Link href="/clusters/new?source=in-cluster" className="link text-sm leading-6">
            {words.cluster.inside}
          </Link>
        </Way>
        <Way
          icon={<Network aria-hidden className="size-5 text-ink-2" />}
          title={words.addresses.title}
          detail={words.addresses.detail}
        >
          <LinkButton href="/clusters/new?source=inventory">{words.addresses.go}</LinkButton>
        </Way>
      </div>
      <section aria-labelledby="steps" className="mt-10">
        <h2 id="steps" className="mb-3 text-base font-semibold">
          {words.steps.label}
        </h2>
        <ol className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map((step, index) => (
            <li key={step} className="border-t border-line pt-2 text-sm">
              <span className="nums text-ink-3">{index + 1}</span>{" "}
              <span className="font-medium">{words.steps[step]}</span>
              <p className="text-ink-2">{words.steps[`${step}Detail`]}</p>
            </li>
          ))}
        </ol>
        <p className="mt-4 text-sm text-ink-2">{t.scanBudget.never}</p>
      </section>
    </Page>
  );
}
