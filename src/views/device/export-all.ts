import type { DeviceLibrary } from '../../library/device/device-library.ts';
import {
  canExportToFolder,
  type ExportProgress,
  type ExportReport,
  type ExportRequest,
  exportAsZip,
  exportToFolder,
} from '../../library/export-photos.ts';
import { network } from '../../loading/network.ts';
import { saveBlob } from '../originals/save-blob.ts';

/**
 * "Export all": gives the user the originals of all photos of this device, bit for bit, in a folder of their choice, or
 * where browsers have no such thing as one ZIP file. For a click's handler, which has to call it at once.
 *
 * @param onProgress is told how many are done; for more than a second of work, show it, with a way to abort `signal`.
 * @returns how many were exported, and the file names of those that could not be read; `undefined` when the user cancelled.
 * @throws when the folder cannot be written to; the browser's own error.
 */
export async function exportAllOfDevice(
  device: DeviceLibrary,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<ExportReport | undefined> {
  const request = allOf(device);
  try {
    if (canExportToFolder()) return await exportToFolder(request, signal, onProgress);
    const { zip, ...report } = await exportAsZip(request, signal, onProgress);
    if (report.exported > 0) saveBlob(zip, `Afterimage ${new Date().toISOString().slice(0, 10)}.zip`);
    return report;
  } catch (error) {
    // A stream that is aborted while it becomes a blob says something else.
    if (signal.aborted || (error instanceof DOMException && error.name === 'AbortError')) return undefined;
    throw error;
  }
}

/** All photos of this device, newest month first, each month read when it is come to. */
function allOf(device: DeviceLibrary): ExportRequest {
  async function* photos() {
    for (const { id } of device.sections) yield* await device.load(id);
  }
  return {
    open: async (signal) => {
      await device.open(signal);
      return { photos: photos(), total: device.sections.reduce((sum, { count }) => sum + count, 0) };
    },
    read: async ({ original }, signal) => {
      const response = await network.fetch(original, { cache: 'no-store', signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return response.blob();
    },
  };
}
