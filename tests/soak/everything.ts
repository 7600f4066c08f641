import { isOpen, type Walker } from '../support/truth/actions.ts';
import { quiet } from '../support/truth/quiet.ts';
import { USES, type Use } from './actions.ts';
import { goHome } from './home.ts';

/** Everything once, in the order of the list, and back to where it began. */
export async function doAll(walker: Walker): Promise<void> {
  for (const use of USES) {
    await prepare(walker, use);
    await use.run(walker);
    await quiet(walker.page, walker.isOnline);
  }
  await goHome(walker);
}

/** Goes where it can be done. */
async function prepare(walker: Walker, { where, needsNetwork }: Use): Promise<void> {
  const run = async (name: string) => {
    await USES.find((use) => use.name === name)?.run(walker);
    await quiet(walker.page, walker.isOnline);
  };
  if (needsNetwork && !walker.isOnline) await run('network');
  const isViewer = await isOpen(walker.page);
  if (where === 'viewer' && !isViewer) await run('open');
  if (where === 'grid' && isViewer) await run('back');
}
