import { availableParallelism } from 'node:os';
import sharp from 'sharp';
import { type EncodedPicture, type Encoding, perhapsSmall, photograph, type Subject } from '../corpus.ts';
import { withPage } from '../open-page.ts';
import type { Way } from '../pages/import-worker.ts';
import { ratio, type Sample, sample } from '../statistics.ts';
import type { Bench, Line, Workload } from '../workload.ts';

const SIZE = { width: 5472, height: 3648 };
const SUBJECTS: readonly Subject[] = ['coffee-beans', 'coffee-art', 'coffee-shadow', 'we-love-pizza'];
const ENCODINGS: readonly (readonly [string, Encoding])[] = [
  ['2.3 bits/px', 'jpeg'],
  ['1.3 bits/px', 'small-jpeg'],
];
/** What two cores have use for. */
const WORKERS = 2;
const LEAST = 2;

/** Adding photos of this device. */
export const importing: Workload = {
  name: 'import',
  feels: 'Adding the photos of a holiday takes half an hour.',
  measured:
    `Photos of 20 MP, baseline JPEG, detailed, ${SUBJECTS.length} different ones, until each has a thumbnail and a picture of 2048 px ` +
    `for the screen, both encoded; in photos a second. Ours: developPhoto in ${WORKERS} workers, with a ThumbHash besides. Peers: ` +
    'createImageBitmap with resizeWidth and OffscreenCanvas.convertToBlob in workers: "once" makes the thumbnail from the picture ' +
    `for the screen, "twice" decodes for each rendition. In ${WORKERS} workers as ours, which counts, and one photo after the other in ` +
    'one, as most people write it. Native: libvips by sharp, both renditions out of one decode, several photos at once, on all cores.',
  run: async (bench) => {
    const lines: Line[] = [];
    for (const [what, encoding] of bench.quick ? ENCODINGS.slice(0, 1) : ENCODINGS) {
      lines.push(...(await compare(bench, what, encoding)));
    }
    return { lines };
  },
};

async function compare(bench: Bench, what: string, encoding: Encoding): Promise<Line[]> {
  const photos = await Promise.all(
    SUBJECTS.map((subject) => photograph(subject, perhapsSmall(SIZE, bench.quick), encoding)),
  );
  const rates = await withPage(bench, 'import', async (page) => {
    const urls = photos.map(({ type, bytes }, index) => bench.lab.serve(`import-${encoding}-${index}`, type, bytes));
    await page.evaluate(([each, workers]) => importPage.prepareImport(each, workers), [
      [...urls, ...urls],
      WORKERS,
    ] as const);
    const rate = (way: Way, workers: number) => () =>
      page.evaluate(([each, count]) => importPage.importRate(each, count), [way, workers] as const);
    return inRounds(bench, {
      ours: rate('ours', WORKERS),
      once: rate('once', 1),
      twice: rate('twice', 1),
      parallel: rate('once', WORKERS),
      native: () => nativeRate([...photos, ...photos]),
    });
  });
  const line = (name: string, peer: Sample): Line & { readonly ratio: Sample } => ({
    ...{ what, unit: 'photos/s', better: 'more', ours: rates.ours, peer: { name, figure: peer } },
    ratio: ratio(rates.ours, peer),
  });
  const parallel = line(`once, ${WORKERS} workers`, rates.parallel);
  return [
    { ...parallel, target: { text: `>= ${LEAST} x`, met: parallel.ratio.median >= LEAST } },
    { ...line('once, 1 worker', rates.once), detail: true },
    { ...line('twice, 1 worker', rates.twice), detail: true },
    line('libvips, native', rates.native),
  ];
}

/** Takes all figures in each round, after one that is not counted. */
async function inRounds<K extends string>(
  { rounds, quick }: Bench,
  takes: Record<K, () => Promise<number>>,
): Promise<Record<K, Sample>> {
  const names = Object.keys(takes) as K[];
  const taken = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let round = quick ? 0 : -1; round < rounds; round += 1) {
    for (const name of names) {
      const figure = await takes[name]();
      if (round >= 0) taken.get(name)?.push(figure);
    }
  }
  // Each name was given a list above.
  return Object.fromEntries([...taken].map(([name, values]) => [name, sample(values)])) as Record<K, Sample>;
}

async function nativeRate(photos: readonly EncodedPicture[]): Promise<number> {
  const left = [...photos];
  const begun = performance.now();
  const work = async () => {
    for (let photo = left.pop(); photo; photo = left.pop()) {
      const { data, info } = await sharp(photo.bytes).resize(2048).raw().toBuffer({ resolveWithObject: true });
      const raw = { width: info.width, height: info.height, channels: info.channels };
      await sharp(data, { raw }).jpeg({ quality: 80 }).toBuffer();
      await sharp(data, { raw }).resize(480).jpeg({ quality: 70 }).toBuffer();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return photos.length / ((performance.now() - begun) / 1000);
}
