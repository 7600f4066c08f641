import type { Found } from './found-files.ts';

/** Files that the system opens with the installed app (https://developer.chrome.com/docs/capabilities/web-apis/file-handling). */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Calls back with files that somebody opens with the app, in browsers that let them; not when it was opened without any. */
export function onFilesLaunched(take: (found: Promise<Found>) => void): void {
  if (!('launchQueue' in window)) return;
  // Chromium alone has it, and no standard yet: nothing but its documentation describes it.
  (window.launchQueue as LaunchQueue).setConsumer(({ files }) => {
    if (files.length > 0) take(openAll(files));
  });
}

async function openAll(handles: readonly FileSystemFileHandle[]): Promise<Found> {
  const opened = await Promise.allSettled(handles.map((handle) => handle.getFile()));
  const files = opened.flatMap((result) =>
    result.status === 'fulfilled' ? [{ file: result.value, fromFolder: false }] : [],
  );
  const unreadable = handles.flatMap(({ name }, index) => (opened[index]?.status === 'rejected' ? [name] : []));
  return { files, unreadable };
}
