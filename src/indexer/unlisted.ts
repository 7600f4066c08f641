import { isLasting } from './problems.ts';
import type { Source, SourceList, SourceProblem } from './sources.ts';
import type { State } from './state.ts';

/** What could not be listed for a reason that may pass, such as a drive that answers with errors. */
export function unlistedFolders(list: SourceList): SourceProblem[] {
  return list.problems.filter(({ problem }) => !isLasting(problem));
}

/** The files that an earlier run knows at or below what cannot be listed now: they may well be there still. */
export function unlistedSources(list: SourceList, earlier: State): Source[] {
  const folders = unlistedFolders(list);
  return [...earlier.files.keys()].flatMap((path) => {
    const above = folders.find((folder) => path === folder.path || path.startsWith(`${folder.path}/`));
    return above === undefined ? [] : [{ path, file: above.file + path.slice(above.path.length) }];
  });
}
