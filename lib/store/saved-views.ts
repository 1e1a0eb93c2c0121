import { AppError } from "../domain/errors.ts";
import type { SavedView, ViewPath } from "../domain/views/saved-view.ts";
import { query } from "./client.ts";
import { iso } from "./column-values.ts";
import type { Prisma } from "./generated/client.ts";
import { newId } from "./new-id.ts";

type Row = Prisma.SavedViewGetPayload<object>;

/** Who asks: views without an owner are everybody's, the others their owner's. */
export interface ViewPerson {
  id: string;
  name: string;
}

const viewOf = ({ ownerId, createdAt, updatedAt, ...row }: Row): SavedView => ({
  ...row,
  shared: ownerId === null,
  createdAt: iso(createdAt),
  updatedAt: iso(updatedAt),
});

const maxViews = 200;

/** Shared views and those of a person, by name. */
export async function listViews(path: ViewPath, person: ViewPerson): Promise<SavedView[]> {
  const rows = await query((database) =>
    database.savedView.findMany({
      where: { path, OR: [{ ownerId: null }, { ownerId: person.id }] },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: maxViews,
    }),
  );
  return rows.map(viewOf);
}

const missing = (id: string) => new AppError("not-found", `There is no view with the id ${id}.`);

/** One view, whoever it belongs to: who has its link may open it. AppError "not-found". */
export async function getView(id: string): Promise<SavedView> {
  const row = await query((database) => database.savedView.findUnique({ where: { id } }));
  if (!row) throw missing(id);
  return viewOf(row);
}

function nameTaken(name: string) {
  return (error: unknown): never => {
    if (error instanceof AppError && error.code === "conflict") {
      throw new AppError("conflict", `There is already a view named "${name}".`, { cause: error });
    }
    throw error;
  };
}

export interface NewView {
  name: string;
  path: ViewPath;
  query: string;
  shared: boolean;
}

/** What follows "?" in the one way in which it can stand in a link, whatever letters it has. */
const inLink = (address: string): string => new URLSearchParams(address).toString();

/** Keeps a view. AppError "conflict" where the name is taken among the person's or the shared ones. */
export async function createView({ shared, ...view }: NewView, person: ViewPerson): Promise<SavedView> {
  const now = new Date();
  const kept = await query((database) =>
    database.savedView.count({ where: { path: view.path, ownerId: shared ? null : person.id } }),
  );
  if (kept >= maxViews) throw new AppError("conflict", `${maxViews} views are kept; delete one first.`);
  const owner = { ownerId: shared ? null : person.id, createdBy: person.name };
  const data = { id: newId(), ...view, query: inLink(view.query), ...owner, createdAt: now, updatedAt: now };
  return viewOf(await query((database) => database.savedView.create({ data })).catch(nameTaken(view.name)));
}

export interface ViewPatch {
  /** The version that was seen. */
  version: number;
  name?: string | undefined;
  query?: string | undefined;
  shared?: boolean | undefined;
}

const editable = (id: string, person: ViewPerson) => ({ id, OR: [{ ownerId: null }, { ownerId: person.id }] });

/** Says why nothing was changed: it is gone, it is somebody else's, or another was faster. */
async function refuse(id: string, person: ViewPerson): Promise<never> {
  const row = await query((database) => database.savedView.findFirst({ where: editable(id, person) }));
  if (!row) throw missing(id);
  const when = iso(row.updatedAt);
  throw new AppError("conflict", `"${row.name}" was changed at ${when} (version ${row.version}); look at it first.`);
}

/** Changes a view; AppError "conflict" where it is not the version that was seen any more, or the name is taken. */
export async function updateView(id: string, patch: ViewPatch, person: ViewPerson): Promise<SavedView> {
  const { version, name, query: address, shared } = patch;
  const data = {
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { query: inLink(address) }),
    ...(shared === undefined ? {} : { ownerId: shared ? null : person.id }),
    updatedAt: new Date(),
    version: { increment: 1 },
  };
  const { count } = await query((database) =>
    database.savedView.updateMany({ where: { ...editable(id, person), version }, data }),
  ).catch(nameTaken(name ?? "so"));
  return count === 0 ? refuse(id, person) : getView(id);
}

/** Deletes a view that is the person's or shared; AppError "conflict" where it is not the version that was seen. */
export async function deleteView(id: string, version: number, person: ViewPerson): Promise<void> {
  const { count } = await query((database) =>
    database.savedView.deleteMany({ where: { ...editable(id, person), version } }),
  );
  if (count === 0) await refuse(id, person);
}
