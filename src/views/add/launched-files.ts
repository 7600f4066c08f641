import type { ImportFile } from '../../library/device/photo-import.ts';

/** Files that the system opens with the installed app (https://developer.chrome.com/docs/capabilities/web-apis/file-handling). */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void;
}

/** Calls back with files that somebody opens with the app, in browsers that let them. */
export function onFilesLaunched(take: (files: readonly ImportFile[]) => void): void {
  if (!('launchQueue' in window)) return;
  // Chromium alone has it, and no standard yet: nothing but its documentation describes it.
  (window.launchQueue as LaunchQueue).setConsumer(({ files }) => {
    void Promise.all(files.map((handle) => handle.getFile())).then((opened) =>
      take(opened.map((file) => ({ file, fromFolder: false }))),
    );
  });
}
