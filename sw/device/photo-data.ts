/// <reference lib="webworker" />
import { DEVICE_FOLDER, type DevicePhoto, isDevicePhoto } from '../../src/shared/device-photo.ts';
import type { PhotoId } from '../../src/shared/photo.ts';
import { lookUp } from '../stored.ts';

declare const self: ServiceWorkerGlobalScope;

/** What is known of a photo, beside its files: written last, so that where it is all of them were. */
export function dataUrl(photo: PhotoId): string {
  return new URL(`${DEVICE_FOLDER}${photo}/data`, self.registration.scope).href;
}

export function dataOf(photo: DevicePhoto): Blob {
  return new Blob([JSON.stringify(photo)], { type: 'application/json' });
}

/** The stored data of a photo; `undefined` where there is none that can be used. */
export async function readData(photo: PhotoId): Promise<DevicePhoto | undefined> {
  const data: unknown = await (await lookUp('device', dataUrl(photo)))?.json().catch(() => undefined);
  // What was written by an older version is checked as what a page sends.
  const candidate = typeof data === 'object' && data !== null ? (data as DevicePhoto) : undefined;
  return candidate?.id === photo && isDevicePhoto(candidate) ? candidate : undefined;
}
