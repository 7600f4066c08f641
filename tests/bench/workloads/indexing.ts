import { mkdir, mkdtemp, readdir, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { type IndexedLibrary, indexFolder } from '../../../src/indexer/index-folder.ts';
import { withTemporaryFolder } from '../../support/site.ts';
import { CAMERA_SIZES, perhapsSmall, photograph, SUBJECTS } from '../corpus.ts';
import { ratio, type Sample, sample } from '../statistics.ts';
import { inTurn, type Line, type Workload } from '../workload.ts';

/** Long sides in px, and qualities, as ours has them. */
const THUMBNAIL = { side: 480, quality: 64 };
const SCREEN = { side: 2048, quality: 80 };
/** Of thumbnails, on average, in KB. */
const MOST_KB = 18;
const UNCHANGED_MS = 1000;

/** A folder of photos becomes a library. */
export const indexing: Workload = {
  name: 'indexing',
  feels: 'The first start with one’s own photos takes the evening, and each later one a minute.',
  measured:
    `A folder of ${CAMERA_SIZES.length * SUBJECTS.length} photos of 8 to 24 MP, baseline JPEG, into an empty cache: both renditions, ThumbHash, EXIF, content ` +
    'hash, library. In photos a second. Peers, on as many cores: libvips alone (sharp), one thumbnail of each file as `vips thumbnail` makes ' +
    'it, and both renditions, one after the other out of the file. Then the same folder again, unchanged, in ms. A third of the rounds that others have.',
  run: ({ quick, rounds }) =>
    withTemporaryFolder(async (folder) => {
      const photos = join(folder, 'photos');
      await mkdir(photos);
      const files = await write(photos, quick);
      const libraries: IndexedLibrary[] = [];
      const again: number[] = [];
      const ours = async () => {
        const cache = await mkdtemp(join(folder, 'cache-'));
        const rate = await rateOf(files.length, async () => libraries.push(await indexFolder(photos, { cache })));
        const begun = performance.now();
        await indexFolder(photos, { cache });
        again.push(performance.now() - begun);
        return rate;
      };
      const thumbnails = () => native(files, [THUMBNAIL]);
      const both = () => native(files, [THUMBNAIL, SCREEN]);
      const count = Math.max(1, Math.round(rounds / 3));
      // What is measured has been read from the disc by then.
      if (!quick) await thumbnails();
      const [one, two] = [await inTurn(count, ours, thumbnails), await inTurn(count, ours, both)];
      const bytes = await Promise.all(libraries.slice(0, 1).map(({ library }) => meanThumbnailKb(library)));
      const [mean, unchanged] = [sample(bytes), sample(again)];
      return {
        lines: [
          lineOf('both renditions and all the rest', sample(one.ours), 'libvips, thumbnails only', sample(one.peer)),
          lineOf('both renditions and all the rest', sample(two.ours), 'libvips, both renditions', sample(two.peer)),
          {
            ...{ what: 'the same folder again', unit: 'ms', better: 'less', ours: unchanged },
            target: { text: `<= ${UNCHANGED_MS} ms`, met: unchanged.median <= UNCHANGED_MS },
          },
          {
            ...{
              what: 'a thumbnail, with the grain of this corpus',
              unit: 'KB',
              better: 'less',
              ours: mean,
              detail: true,
            },
            target: { text: `<= ${MOST_KB} KB`, met: mean.median <= MOST_KB },
          },
        ],
      };
    }),
};

function lineOf(what: string, ours: Sample, name: string, figure: Sample): Line {
  return { what, unit: 'photos/s', better: 'more', ours, peer: { name, figure }, ratio: ratio(ours, figure) };
}

/** Writes each subject in each size, and returns the paths. */
function write(folder: string, quick: boolean): Promise<string[]> {
  const plans = CAMERA_SIZES.flatMap((size) => SUBJECTS.map((subject) => ({ subject, size })));
  return Promise.all(
    plans.map(async ({ subject, size }) => {
      const { bytes } = await photograph(subject, perhapsSmall(size, quick));
      const path = join(folder, `${subject} ${size.width}.jpg`);
      await writeFile(path, bytes);
      return path;
    }),
  );
}

async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return count / ((performance.now() - begun) / 1000);
}

/** What libvips does by itself, with its own shrinking while it decodes; several files at once, on all cores. */
function native(files: readonly string[], renditions: readonly { side: number; quality: number }[]): Promise<number> {
  const left = [...files];
  const work = async () => {
    for (let file = left.pop(); file; file = left.pop()) {
      for (const { side, quality } of renditions) {
        await sharp(file, { autoOrient: true }).resize(side, side, { fit: 'inside' }).jpeg({ quality }).toBuffer();
      }
    }
  };
  return rateOf(files.length, () => Promise.all(Array.from({ length: availableParallelism() }, work)));
}

async function meanThumbnailKb(library: string): Promise<number> {
  const folder = join(library, 'thumbnails');
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0) / sizes.length / 1000;
}
