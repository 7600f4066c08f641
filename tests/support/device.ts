import { expect, type Page } from 'playwright/test';
import { quarters } from './pictures.ts';

/** A file as somebody picks it. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A JPEG that no other name has, with an EXIF date. */
export async function jpegOf(
  name: string,
  taken = '2021:03:04 05:06:07',
  size = { width: 900, height: 600 },
): Promise<TestFile> {
  const buffer = await quarters(size)
    // What it is called makes its bytes its own.
    .withExif({ IFD0: { ImageDescription: name }, IFD2: { DateTimeOriginal: taken } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** Picks files with the button, as people do. */
export async function pick(page: Page, files: readonly TestFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add photos' }).click();
  await (await chooser).setFiles([...files]);
}

/** What says how far adding is. */
export function panel(page: Page) {
  return page.getByRole('region', { name: 'Adding photos' });
}

/** Adds files, and waits until all of them were added. */
export async function add(page: Page, files: readonly TestFile[]): Promise<void> {
  await pick(page, files);
  const count = files.length === 1 ? '1 photo added.' : `${files.length} photos added.`;
  await expect(panel(page)).toContainText(count);
  await panel(page).getByRole('button', { name: 'Close' }).click();
}

/** Hands files to the page as a drop or a paste does. */
export function hand(page: Page, type: 'drop' | 'paste', files: readonly TestFile[]): Promise<void> {
  const plain = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
  return page.evaluate(
    async ([kind, list]) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      const init = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...init, clipboardData: transfer }),
      );
    },
    [type, plain] as const,
  );
}
