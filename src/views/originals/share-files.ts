/** What came of sharing: browsers may want something to be pressed right before, which is long ago where files were fetched. */
export type Shared = 'shared' | 'press again';

/** Hands files to an app that somebody chooses. @throws what the browser throws; `AbortError` when they think better of it. */
export async function shareFiles(files: readonly File[]): Promise<Shared> {
  if (navigator.userActivation?.isActive === false) return 'press again';
  try {
    await navigator.share({ files: [...files] });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotAllowedError') return 'press again';
    throw error;
  }
  return 'shared';
}
