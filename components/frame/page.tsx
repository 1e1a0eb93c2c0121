import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import * as t from "../../lib/messages/index.ts";
import { Link } from "../ui/link.tsx";
import { TopBarSlot } from "./frame-parts.tsx";

export interface Crumb {
  label: string;
  href?: string;
}

interface Props {
  /** From the area down to this page; the last is where one is. */
  crumbs: Crumb[];
  /** The one h1; left out where the content brings its own. */
  title?: ReactNode;
  /** One line under the title: what this is, how many, how fresh. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

function Breadcrumb({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label={t.frame.breadcrumb} className="-m-1 min-w-0 flex-1 overflow-hidden p-1">
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {crumbs.map((crumb, index) => {
          const last = index === crumbs.length - 1;
          return (
            <Fragment key={`${crumb.href}-${crumb.label}`}>
              <li
                className={
                  last
                    ? "min-w-16 truncate font-medium"
                    : `truncate max-sm:hidden ${index === 0 ? "shrink-0" : "min-w-8 shrink-[4]"}`
                }
                title={crumb.label}
              >
                {crumb.href && !last ? (
                  <Link href={crumb.href} className="text-ink-2 hover:text-ink hover:underline">
                    {crumb.label}
                  </Link>
                ) : (
                  <span aria-current={last ? "page" : undefined}>{crumb.label}</span>
                )}
              </li>
              {last ? null : (
                <li aria-hidden className="max-sm:hidden">
                  <ChevronRight className="size-3.5 text-ink-3" />
                </li>
              )}
            </Fragment>
          );
        })}
      </ol>
    </nav>
  );
}

/** One page: the top bar with its breadcrumb, then the content under its heading. Every page.tsx returns one. */
export function Page({ crumbs, title, lead, actions, children }: Props) {
  return (
    <>
      <TopBarSlot>
        <Breadcrumb crumbs={crumbs} />
      </TopBarSlot>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1360px] px-4 pt-5 pb-16 outline-none sm:px-6 print:max-w-none print:p-0"
      >
        {title ? (
          <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            <div className="min-w-0">
              <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
              {lead ? <div className="mt-1 max-w-prose text-sm text-ink-2">{lead}</div> : null}
            </div>
            {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
          </div>
        ) : null}
        {children}
      </main>
    </>
  );
}
